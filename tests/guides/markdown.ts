import { guides } from '#app/i18n/guide/index.ts'
import { type Piece, readGuide } from '#app/i18n/guide/read.ts'
import type { Guide } from '#app/i18n/guide/shape.ts'
import { type Locale, locales } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'

const said = (pieces: readonly Piece[], locale: Locale): string =>
  pieces.map(({ text, isLabel }) => (isLabel ? (locale === 'en' ? `**${text}**` : `“${text}”`) : text)).join('')

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')

/** What a reader without the site reads: the same words, the same pictures. */
function markdownOf(guide: Guide, locale: Locale): string {
  const t = translator(locale)
  const { title, who, before, tasks, trouble, ask } = readGuide(guide, locale)
  return `${[
    `# ${title}`,
    said(who, locale),
    `## ${t('guide.before')}`,
    list(before.map((words) => said(words, locale))),
    ...tasks.flatMap((task) => [
      `## ${task.title}`,
      ...task.steps.flatMap(({ says, picture }, at) => [
        `${String(at + 1)}. ${said(says, locale)}`,
        ...(picture === undefined
          ? []
          : [`   <img src="../../../public${picture.path}" width="${String(picture.width)}" alt="${picture.alt}">`]),
      ]),
    ]),
    `## ${t('guide.trouble')}`,
    ...trouble.flatMap(({ what, then }) => [`### ${said(what, locale)}`, said(then, locale)]),
    `## ${t('guide.ask')}`,
    list(ask.map((words) => said(words, locale))),
  ].join('\n\n')}\n`
}

/** Every file below `docs/guides`, and what is in it. */
export const guideFiles = (): Map<string, string> =>
  new Map(
    locales.flatMap((locale) => [
      ...guides.map((guide): [string, string] => [`${locale}/${guide.role}.md`, markdownOf(guide, locale)]),
    ]),
  )
