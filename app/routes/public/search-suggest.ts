import { askQuery, readProjectAsk } from '#app/domain/search/ask.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { localize } from '#app/i18n/locale.ts'
import { type Translate, translator } from '#app/i18n/translate.ts'
import { type Suggestion, suggest } from '#app/services/search/suggest.server.ts'
import { searchEngine } from '#search/query/engine.server.ts'

/** For public/enhance/suggest.js: what begins to answer what is being typed, each with where it leads. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const { q } = readProjectAsk(url.searchParams)
  const t = translator(ctx.locale)
  const suggestions = (await suggest(ctx, searchEngine(), q)).map((one) => {
    const { to, ...shown } = lineOf(one, t)
    return { ...shown, href: localize(to, ctx.locale) }
  })
  return Response.json({ suggestions }, { headers: { 'Cache-Control': 'private, max-age=60' } })
})

/** `isTyped`: written by somebody, in whatever language that was. */
function lineOf(one: Suggestion, t: Translate): { text: string; note: string; isTyped: boolean; to: string } {
  if (one.kind === 'field')
    return {
      text: t(`common.field.${one.field}`),
      note: t('search.suggest.field'),
      isTyped: false,
      to: paths.search() + askQuery({ field: one.field }),
    }
  if (one.kind === 'organization')
    return { text: one.name, note: t('search.suggest.organization'), isTyped: true, to: paths.organization(one.id) }
  return {
    text: one.title,
    note: t(`search.kind.${one.kind}`),
    isTyped: true,
    to: one.kind === 'call' ? paths.call(one.no) : paths.project(one.no),
  }
}
