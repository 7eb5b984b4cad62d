import type { ProjectAsk } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Name } from './found-rows.server.ts'

/** What the codes of a question are called. */
export type AskNames = { region: Name | undefined; buyer: Name | undefined }

export async function readAskNames(
  db: Db,
  { region, buyer }: { region: ProjectAsk['region']; buyer?: ProjectAsk['buyer'] },
): Promise<AskNames> {
  const select = { nameZh: true, nameEn: true } as const
  const [place, body] = await Promise.all([
    region === undefined ? null : db.region.findUnique({ where: { code: region }, select }),
    buyer === undefined ? null : db.body.findUnique({ where: { id: buyer }, select }),
  ])
  const nameOf = (row: { nameZh: string; nameEn: string } | null): Name | undefined =>
    row === null ? undefined : { zh: row.nameZh, en: row.nameEn }
  return { region: nameOf(place), buyer: nameOf(body) }
}
