import { atomText, type FeedEntry, tagUri } from '#app/domain/search/atom.ts'
import { followedQuery, type OrganizationAsk, type ProjectAsk, readSearchAsk } from '#app/domain/search/ask.ts'
import { dayOf, formatInstant, startOfDay } from '#app/domain/shared/day.ts'
import { freshText } from '#app/http/fresh-text.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { searchName } from '#app/http/search-name.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { type Translate, translator } from '#app/i18n/translate.ts'
import { readAskNames } from '#app/services/search/ask-names.server.ts'
import { readNewestOrganizations } from '#app/services/search/newest-organizations.server.ts'
import { readNewest } from '#app/services/search/newest-things.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { searchEngine } from '#search/query/engine.server.ts'

type Entry = Omit<FeedEntry, 'url'> & { path: string }

/** Of calls and projects: the forty newest that answer. */
async function newest(ctx: Context, t: Translate, ask: ProjectAsk): Promise<Entry[]> {
  const { rows } = await readNewest(ctx.db, searchEngine(), ask, 2)
  return rows.map((row) => ({
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
  }))
}

/** Of organizations: the forty that came last. What they call themselves is theirs, and so is the entry's author. */
async function newestOrganizations(ctx: Context, t: Translate, ask: OrganizationAsk): Promise<Entry[]> {
  const { rows } = await readNewestOrganizations(ctx.db, searchEngine(), ask, 2)
  return rows.map(({ id, name, introduction, joinedAt }) => ({
    id: `urn:uuid:${id}`,
    title: name,
    summary: introduction,
    path: paths.organization(id),
    author: name,
    language: 'zh-CN',
    category: { term: 'organization', label: t('search.organizations') },
    publishedAt: joinedAt,
    updatedAt: joinedAt,
  }))
}

/** A search as a feed: of calls and projects, or of organizations. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url, request }) => {
  const asked = readSearchAsk(url.searchParams)
  const query = followedQuery(asked)
  const t = translator(ctx.locale)
  const [entries, names] = await Promise.all([
    asked.of === 'projects' ? newest(ctx, t, asked.ask) : newestOrganizations(ctx, t, asked.ask),
    readAskNames(ctx.db, asked.ask),
  ])
  const base = publicUrl().replace(/\/$/, '')
  const at = (path: string, locale = ctx.locale) => base + localize(path, locale)
  const other = ctx.locale === 'en' ? 'zh-CN' : 'en'
  const changedAt = entries.reduce<Date | undefined>(
    (last, { updatedAt }) => (last === undefined || updatedAt > last ? updatedAt : last),
    undefined,
  )
  const text = atomText({
    id: tagUri(new URL(base).hostname, `${ctx.locale}/search${query}`),
    title: t('search.feed.title', { name: searchName(t, ctx.locale, asked, names) }),
    subtitle: t(asked.of === 'projects' ? 'search.feed.subtitle' : 'search.feed.organizations'),
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
