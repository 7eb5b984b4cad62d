import { bigramsOf } from '#app/domain/search/bigrams.ts'
import { withoutMarkers } from '#app/domain/search/highlight.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { soundsOf, toSimplified } from '../chinese.ts'

/** Region paths hold the codes from the root down; a document carries them all, so that a filter on any of them finds it. */
export const codesOfPath = (path: string): string[] => path.split(/[^0-9A-Za-z]+/).filter((code) => code !== '')

export const join = (...parts: (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ')

/** As much of a long text as the engine indexes usefully, without the characters that mark hits. */
export const excerpt = (text: string, max = 4000): string => withoutMarkers(Array.from(text).slice(0, max).join(''))

export const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000)

/** What helps Chinese to be found: by pairs of characters, by sound, and in the other script. Of nothing but public text. */
export type ChineseHelps = { bigrams: string; pinyin: string; initials: string; simplified: string }

/** `names`: what people begin to type; `vocabulary`: words that are looked for by sound too; `text`: what else may be in Traditional characters. */
export function chineseHelps(names: string, vocabulary: string, text: string): ChineseHelps {
  const all = join(names, text)
  const simplified = toSimplified(all)
  return {
    bigrams: bigramsOf(toSimplified(names)),
    ...soundsOf(join(names, vocabulary)),
    simplified: simplified === all ? '' : excerpt(simplified),
  }
}

/** What the regions are called from the root down, in both languages: 上海 finds what lies in its districts. */
export async function regionNames(db: Db | Tx, paths: readonly string[]): Promise<(path: string) => string> {
  const regions = await db.region.findMany({
    where: { code: { in: [...new Set(paths.flatMap(codesOfPath))] } },
    select: { code: true, nameZh: true, nameEn: true },
  })
  const nameOf = new Map(regions.map(({ code, nameZh, nameEn }) => [code, join(nameZh, nameEn)]))
  return (path) => join(...codesOfPath(path).map((code) => nameOf.get(code)))
}
