import { atomText, type FeedEntry, tagUri } from '#app/domain/search/atom.ts'
import { askQuery, readOrganizationAsk, readProjectAsk } from '#app/domain/search/ask.ts'
import { dayOf, formatInstant, startOfDay } from '#app/domain/shared/day.ts'
import { freshText } from '#app/http/fresh-text.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { organizationSearchName, searchName } from '#app/http/search-name.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'
import { readAskNames } from '#app/services/search/ask-names.server.ts'
import { readNewestOrganizations } from '#app/services/search/newest-organizations.server.ts'
import { readNewest } from '#app/services/search/newest-things.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { searchEngine } from '#search/query/engine.server.ts'

/** A search of calls and projects as a feed: the forty newest that answer it. */
async function ofProjects(ctx: Context, params: URLSearchParams): Promise<FeedParts> {
  const ask = { ...readProjectAsk(params), sort: 'best', page: 1 } as const
  const [{ rows }, names] = await Promise.all([readNewest(ctx.db, searchEngine(), ask, 2), readAskNames(ctx.db, ask)])
  const t = translator(ctx.locale)
  return {
    name: searchName(t, ctx.locale, ask, names),
    subtitle: t('search.feed.subtitle'),
    query: askQuery(ask),
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
      path: row.kind === 'call' ? paths.call(row.no) : paths.project(row.no),
      author: ctx.locale === 'en' && row.body.en !== '' ? row.body.en : row.body.zh,
      language: 'zh-CN',
      category: { term: row.kind, label: t(`search.kind.${row.kind}`) },
      publishedAt: row.publishedAt,
      updatedAt: row.changedAt,
    })),
  }
}

/** A search of organizations: the forty that came last. What they call themselves is theirs, and so is the feed's author. */
async function ofOrganizations(ctx: Context, params: URLSearchParams): Promise<FeedParts> {
  const ask = { ...readOrganizationAsk(params), sort: 'best', page: 1 } as const
  const [rows, { region }] = await Promise.all([
    readNewestOrganizations(ctx.db, searchEngine(), ask, 2),
    readAskNames(ctx.db, ask),
  ])
  const t = translator(ctx.locale)
  return {
    name: organizationSearchName(t, ctx.locale, ask, region),
    subtitle: t('search.feed.organizations'),
    query: askQuery({ of: 'organizations', ...ask }),
    entries: rows.map(({ id, name, introduction, joinedAt }) => ({
      id: `urn:uuid:${id}`,
      title: name,
      summary: introduction,
      path: paths.organization(id),
      author: name,
      language: 'zh-CN',
      category: { term: 'organization', label: t('search.organizations') },
      publishedAt: joinedAt,
      updatedAt: joinedAt,
    })),
  }
}

type FeedParts = {
  name: string
  subtitle: string
  query: string
  entries: (Omit<FeedEntry, 'url'> & { path: string })[]
}

/** A search as a feed: of calls and projects, or of organizations. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url, request }) => {
  const { name, subtitle, query, entries } = await (url.searchParams.get('of') === 'organizations'
    ? ofOrganizations(ctx, url.searchParams)
    : ofProjects(ctx, url.searchParams))
  const t = translator(ctx.locale)
  const base = publicUrl().replace(/\/$/, '')
  const at = (path: string, locale = ctx.locale) => base + localize(path, locale)
  const other = ctx.locale === 'en' ? 'zh-CN' : 'en'
  const changedAt = entries.reduce<Date | undefined>(
    (last, { updatedAt }) => (last === undefined || updatedAt > last ? updatedAt : last),
    undefined,
  )
  const text = atomText({
    id: tagUri(new URL(base).hostname, `${ctx.locale}/search${query}`),
    title: t('search.feed.title', { name }),
    subtitle,
    author: t('common.site.name'),
    language: ctx.locale,
    selfUrl: at(paths.searchFeed() + query),
    pageUrl: at(paths.search() + query),
    other: { url: at(paths.searchFeed() + query, other), language: other },
    updatedAt: changedAt ?? startOfDay(dayOf(ctx.now)),
    entries: entries.map(({ path, ...entry }) => ({ ...entry, url: at(path) })),
  })
  return freshText(request, { text, mediaType: 'application/atom+xml; charset=utf-8', changedAt })
})
