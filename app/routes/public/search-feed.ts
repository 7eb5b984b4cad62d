import { atomText, tagUri } from '#app/domain/search/atom.ts'
import { askQuery, readProjectAsk } from '#app/domain/search/ask.ts'
import { dayOf, formatInstant, startOfDay } from '#app/domain/shared/day.ts'
import { freshText } from '#app/http/fresh-text.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { searchName } from '#app/http/search-name.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'
import { readAskNames } from '#app/services/search/ask-names.server.ts'
import { readNewest } from '#app/services/search/newest-things.server.ts'
import { searchEngine } from '#search/query/engine.server.ts'

/** A search of calls and projects as a feed: the forty newest that answer it. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url, request }) => {
  const ask = { ...readProjectAsk(url.searchParams), sort: 'best', page: 1 } as const
  const [{ rows }, names] = await Promise.all([readNewest(ctx.db, searchEngine(), ask, 2), readAskNames(ctx.db, ask)])
  const t = translator(ctx.locale)
  const base = publicUrl().replace(/\/$/, '')
  const at = (path: string, locale = ctx.locale) => base + localize(path, locale)
  const other = ctx.locale === 'en' ? 'zh-CN' : 'en'
  const query = askQuery(ask)
  const changedAt = rows.reduce<Date | undefined>(
    (last, row) => (last === undefined || row.changedAt > last ? row.changedAt : last),
    undefined,
  )
  const text = atomText({
    id: tagUri(new URL(base).hostname, `${ctx.locale}/search${query}`),
    title: t('search.feed.title', { name: searchName(t, ctx.locale, ask, names) }),
    subtitle: t('search.feed.subtitle'),
    author: t('common.site.name'),
    language: ctx.locale,
    selfUrl: at(paths.searchFeed() + query),
    pageUrl: at(paths.search() + query),
    other: { url: at(paths.searchFeed() + query, other), language: other },
    updatedAt: changedAt ?? startOfDay(dayOf(ctx.now)),
    entries: rows.map((row) => ({
      id: `urn:uuid:${row.id}`,
      title: row.title,
      summary: [
        row.summary,
        row.deadlineAt === undefined
          ? ''
          : t('search.until', {
              when: formatInstant(new Date(row.deadlineAt), ctx.locale, { withWeekday: true, withZone: true }),
            }),
      ]
        .filter((part) => part !== '')
        .join('\n'),
      url: at(row.kind === 'call' ? paths.call(row.no) : paths.project(row.no)),
      author: ctx.locale === 'en' && row.body.en !== '' ? row.body.en : row.body.zh,
      language: 'zh-CN',
      category: { term: row.kind, label: t(`search.kind.${row.kind}`) },
      publishedAt: row.publishedAt,
      updatedAt: row.changedAt,
    })),
  })
  return freshText(request, { text, mediaType: 'application/atom+xml; charset=utf-8', changedAt })
})
