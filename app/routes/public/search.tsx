import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import {
  askQuery,
  type OrganizationAsk,
  type ProjectAsk,
  followedQuery,
  organizationSorts,
  readSearchAsk,
  type SearchAsk,
  sorts,
} from '#app/domain/search/ask.ts'
import { defaultName } from '#app/http/default-name.server.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { localeOf, localize } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { translator } from '#app/i18n/translate.ts'
import { isSaved } from '#app/services/saved-search/queries/saved-searches.server.ts'
import { type OrganizationsFound, searchOrganizations } from '#app/services/search/search-organizations.server.ts'
import { type ProjectsFound, searchProjects } from '#app/services/search/search-projects.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { HitPieces } from '#app/ui/hit-pieces.tsx'
import { Page } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { OrganizationList } from '#app/ui/organization-list.tsx'
import { KeepSearch, type Keeping } from '#app/ui/search/keep-search.tsx'
import { FoundList } from '#app/ui/search/found-list.tsx'
import { NothingFound } from '#app/ui/search/nothing-found.tsx'
import { OrganizationFilters } from '#app/ui/search/organization-filters.tsx'
import { ProjectFilters } from '#app/ui/search/project-filters.tsx'
import { SearchBox } from '#app/ui/search/search-box.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { searchEngine } from '#search/query/engine.server.ts'

type View = { keeping: Keeping; now: string } & (
  | { of: 'projects'; ask: ProjectAsk; found: ProjectsFound }
  | { of: 'organizations'; ask: OrganizationAsk; found: OrganizationsFound }
)

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }): Promise<View> => {
  const asked = readSearchAsk(url.searchParams)
  const [answer, keeping] = await Promise.all([answerOf(ctx, asked), keepingOf(ctx, asked)])
  return { ...answer, keeping, now: ctx.now.toISOString() }
})

async function answerOf(ctx: Context, { of, ask }: SearchAsk) {
  if (of === 'organizations') return { of, ask, found: await searchOrganizations(ctx, searchEngine(), ask) }
  return { of, ask, found: await searchProjects(ctx, searchEngine(), ask) }
}

async function keepingOf(ctx: Context, asked: SearchAsk): Promise<Keeping> {
  const isSignedIn = ctx.actor.accountId !== undefined
  const [saved, name] = await Promise.all([isSaved(ctx, asked), isSignedIn ? defaultName(ctx, asked) : ''])
  return { isSignedIn, isSaved: saved, name, of: asked.of, query: followedQuery(asked) }
}

const titleOf = pageMeta<View>((t, { ask }) => (ask.q === '' ? t('search.title') : t('search.titleFor', { q: ask.q })))

/** What programs that read feeds look for. */
export const meta: MetaFunction<typeof loader> = (args) => {
  const view = args.data as View | undefined
  const title = titleOf(args)
  if (view === undefined) return title
  const locale = localeOf(args.location.pathname)
  return [
    ...title,
    {
      tagName: 'link',
      rel: 'alternate',
      type: 'application/atom+xml',
      title: translator(locale)('search.feed.link'),
      href: localize(paths.searchFeed() + view.keeping.query, locale),
    },
  ]
}

const projectsAt = (ask: ProjectAsk, change: Partial<ProjectAsk> = {}) => paths.search() + askQuery(ask, change)
const organizationsAt = (ask: OrganizationAsk, change: Partial<OrganizationAsk> = {}) =>
  paths.search() + askQuery({ of: 'organizations', ...ask }, change)

export default function Search() {
  const view = useLoaderData<typeof loader>() as View
  return view.of === 'projects' ? <Projects {...view} /> : <Organizations {...view} />
}

function Frame({
  view,
  filters,
  keep,
  children,
}: {
  view: View
  filters: ReactNode
  keep: Readonly<Record<string, string | undefined>>
  children: ReactNode
}) {
  const t = useT()
  const { q } = view.ask
  return (
    <Page>
      <h1>{t('search.title')}</h1>
      <SearchBox q={q} hint>
        {Object.entries(keep).map(([name, value]) =>
          value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
      </SearchBox>
      <nav className="tabs" aria-label={t('search.tabs')}>
        <A to={paths.search() + askQuery({ q })} aria-current={view.of === 'projects' ? 'page' : undefined}>
          {t('search.projects')}
        </A>
        <A
          to={paths.search() + askQuery({ of: 'organizations', q })}
          aria-current={view.of === 'organizations' ? 'page' : undefined}
        >
          {t('search.organizations')}
        </A>
      </nav>
      <div className="with-side facets">
        {filters}
        <section className="sheet" aria-labelledby="found">
          <Found view={view} />
          {children}
        </section>
      </div>
    </Page>
  )
}

/** How many, and what to know of how they were found. */
function Found({ view: { found, ask } }: { view: View }) {
  const t = useT()
  const { number } = useFormat()
  const values = { count: number(found.total), q: ask.q }
  const many = found.isMany ? 'countMany' : 'count'
  const text = ask.q === '' ? t(`search.${many}`, values) : t(`search.${many}For`, values)
  return (
    <>
      {found.isPlain ? <p className="notice">{t('search.plain')}</p> : null}
      <h2 id="found">{found.rows.length === 0 ? t('search.empty.title') : <Mixed text={text} />}</h2>
      {found.isNear ? (
        <p className="notice">
          <Mixed text={t('search.near', values)} />
        </p>
      ) : null}
    </>
  )
}

function Projects(view: Extract<View, { of: 'projects' }>) {
  const t = useT()
  const { ask, found, keeping, now } = view
  const { q, sort: asked, page, ...keep } = ask
  const to = (change: Partial<ProjectAsk>) => projectsAt(ask, change)
  return (
    <Frame
      view={view}
      filters={<ProjectFilters ask={ask} facets={found.facets} to={to} />}
      keep={{ ...keep, sort: asked === 'best' ? undefined : asked }}
    >
      {found.rows.length === 0 ? (
        <NothingFound
          looser={found.looser.map((each) => ({ ...each, to: to({ [each.facet]: undefined }) }))}
          to={paths.search()}
        >
          {t('search.empty.all')}
        </NothingFound>
      ) : (
        <>
          <Sorts of={sorts} asked={asked} to={(sort) => to({ sort })} textOf={(sort) => t(`search.sort.${sort}`)} />
          <FoundList
            now={now}
            withKind
            rows={found.rows.map((row) => ({
              ...row,
              titleNode: <HitPieces pieces={row.titlePieces} />,
              snippetNode: row.snippetPieces.length === 0 ? undefined : <HitPieces pieces={row.snippetPieces} />,
            }))}
          />
        </>
      )}
      <Others
        total={found.others.total}
        title={t('search.alsoOrganizations')}
        to={paths.search() + askQuery({ of: 'organizations', q })}
        rows={found.others.rows.map(({ id, name }) => ({ id, text: name, to: paths.organization(id) }))}
      />
      <Pages page={page} hasNext={found.hasNext} to={(next) => to({ page: next })} />
      {found.total > 0 && !found.isNear ? <ListFiles list="search" /> : null}
      <KeepSearch keeping={keeping} />
    </Frame>
  )
}

function Organizations(view: Extract<View, { of: 'organizations' }>) {
  const t = useT()
  const { ask, found, keeping } = view
  const { q, sort: asked, page, ...keep } = ask
  const to = (change: Partial<OrganizationAsk>) => organizationsAt(ask, change)
  return (
    <Frame
      view={view}
      filters={<OrganizationFilters ask={ask} facets={found.facets} to={to} />}
      keep={{ of: 'organizations', ...keep, sort: asked === 'best' ? undefined : asked }}
    >
      {found.rows.length === 0 ? (
        <NothingFound
          looser={found.looser.map((each) => ({ ...each, to: to({ [each.facet]: undefined }) }))}
          to={paths.organizations()}
        >
          {t('search.empty.organizations')}
        </NothingFound>
      ) : (
        <>
          <Sorts
            of={organizationSorts}
            asked={asked}
            to={(sort) => to({ sort })}
            textOf={(sort) => t(`search.organizationSort.${sort}`)}
          />
          <OrganizationList
            rows={found.rows.map((row) => ({
              ...row,
              nameNode: <HitPieces pieces={row.namePieces} />,
              textNode: row.snippetPieces.length === 0 ? undefined : <HitPieces pieces={row.snippetPieces} />,
            }))}
          />
        </>
      )}
      <Others
        total={found.others.total}
        title={t('search.alsoProjects')}
        to={paths.search() + askQuery({ q })}
        rows={found.others.rows.map(({ id, kind, no, title }) => ({
          id,
          text: title,
          to: kind === 'call' ? paths.call(no) : paths.project(no),
        }))}
      />
      <Pages page={page} hasNext={found.hasNext} to={(next) => to({ page: next })} />
      {found.total > 0 && !found.isNear ? <ListFiles list="search" /> : null}
      <KeepSearch keeping={keeping} />
    </Frame>
  )
}

function Sorts<Sort extends string>({
  of,
  asked,
  to,
  textOf,
}: {
  of: readonly Sort[]
  asked: Sort
  to: (sort: Sort) => string
  textOf: (sort: Sort) => string
}) {
  const t = useT()
  return (
    <p className="sorts">
      {t('search.sort.label')}
      {of.map((sort) => (
        <A key={sort} to={to(sort)} aria-current={sort === asked ? 'true' : undefined}>
          {textOf(sort)}
        </A>
      ))}
    </p>
  )
}

/** What else the same words find: the first few of the other kind. */
function Others({
  total,
  title,
  to,
  rows,
}: {
  total: number
  title: string
  to: string
  rows: readonly { id: string; text: string; to: string }[]
}) {
  const t = useT()
  const { number } = useFormat()
  if (rows.length === 0) return null
  return (
    <aside className="also" aria-labelledby="also">
      <h3 id="also">{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <A to={row.to}>
              <Typed>{row.text}</Typed>
            </A>
          </li>
        ))}
      </ul>
      {total > rows.length ? (
        <p>
          <A to={to}>{t('search.alsoAll', { count: number(total) })}</A>
        </p>
      ) : null}
    </aside>
  )
}

function Pages({ page, hasNext, to }: { page: number; hasNext: boolean; to: (page: number) => string }) {
  const t = useT()
  if (page === 1 && !hasNext) return null
  return (
    <nav className="pager" aria-label={t('common.nav.pages')}>
      {page > 1 ? (
        <A to={to(page - 1)} rel="prev">
          {t('common.nav.previous')}
        </A>
      ) : (
        <span />
      )}
      {hasNext ? (
        <A to={to(page + 1)} rel="next">
          {t('common.nav.next')}
        </A>
      ) : null}
    </nav>
  )
}
