import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import {
  askQuery,
  type OrganizationAsk,
  type ProjectAsk,
  readOrganizationAsk,
  readProjectAsk,
  sorts,
} from '#app/domain/search/ask.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type OrganizationsFound, searchOrganizations } from '#app/services/search/search-organizations.server.ts'
import { type ProjectsFound, searchProjects } from '#app/services/search/search-projects.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { HitPieces } from '#app/ui/hit-pieces.tsx'
import { Page } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { OrganizationList } from '#app/ui/organization-list.tsx'
import { Facet, Filters } from '#app/ui/search/facet.tsx'
import { FoundList } from '#app/ui/search/found-list.tsx'
import { RegionFacet } from '#app/ui/search/region-facet.tsx'
import { SearchBox } from '#app/ui/search/search-box.tsx'
import { searchEngine } from '#search/query/engine.server.ts'

type View =
  | { of: 'projects'; ask: ProjectAsk; found: ProjectsFound; now: string }
  | { of: 'organizations'; ask: OrganizationAsk; found: OrganizationsFound; now: string }

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }): Promise<View> => {
  const now = ctx.now.toISOString()
  if (url.searchParams.get('of') === 'organizations') {
    const ask = readOrganizationAsk(url.searchParams)
    return { of: 'organizations', ask, found: await searchOrganizations(ctx, searchEngine(), ask), now }
  }
  const ask = readProjectAsk(url.searchParams)
  return { of: 'projects', ask, found: await searchProjects(ctx, searchEngine(), ask), now }
})

export const meta = pageMeta<View>((t, { ask }) =>
  ask.q === '' ? t('search.title') : t('search.titleFor', { q: ask.q }),
)

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
      <h2 id="found">{found.rows.length === 0 ? t('search.empty.title') : text}</h2>
      {found.isNear ? <p className="notice">{t('search.near', values)}</p> : null}
    </>
  )
}

function Projects(view: Extract<View, { of: 'projects' }>) {
  const t = useT()
  const { ask, found, now } = view
  const { field, stage, band, region } = found.facets
  const isAsked = { field: ask.field, stage: ask.stage, band: ask.band, region: ask.region }
  const setCount = Object.values(isAsked).filter((value) => value !== undefined).length
  const filters = (
    <Filters setCount={setCount}>
      <Facet
        title={t('search.facet.stage')}
        clear={ask.stage === undefined ? undefined : projectsAt(ask, { stage: undefined })}
        links={stage.map(({ value, count }) => ({
          key: value,
          text: t(`search.stage.${value}`),
          count,
          to: projectsAt(ask, { stage: value }),
          isSet: value === ask.stage,
        }))}
      />
      <Facet
        title={t('search.facet.field')}
        clear={ask.field === undefined ? undefined : projectsAt(ask, { field: undefined })}
        links={field.map(({ value, count }) => ({
          key: value,
          text: t(`common.field.${value}`),
          count,
          to: projectsAt(ask, { field: value }),
          isSet: value === ask.field,
        }))}
      />
      <RegionFacet view={region} to={(code) => projectsAt(ask, { region: code })} />
      <Facet
        title={t('search.facet.band')}
        clear={ask.band === undefined ? undefined : projectsAt(ask, { band: undefined })}
        links={band.map(({ value, count }) => ({
          key: value,
          text: t(`search.band.${value}`),
          count,
          to: projectsAt(ask, { band: value }),
          isSet: value === ask.band,
        }))}
      />
      {setCount === 0 ? null : (
        <p>
          <A to={paths.search() + askQuery({ q: ask.q })}>{t('common.action.clear')}</A>
        </p>
      )}
    </Filters>
  )
  return (
    <Frame view={view} filters={filters} keep={isAsked}>
      {found.rows.length === 0 ? (
        <Empty isFiltered={setCount > 0} to={paths.search()} all={t('search.empty.all')} />
      ) : (
        <>
          <p className="sorts">
            {t('search.sort.label')}
            {sorts.map((sort) => (
              <A key={sort} to={projectsAt(ask, { sort })} aria-current={sort === ask.sort ? 'true' : undefined}>
                {t(`search.sort.${sort}`)}
              </A>
            ))}
          </p>
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
      <Pages page={ask.page} hasNext={found.hasNext} to={(page) => projectsAt(ask, { page })} />
    </Frame>
  )
}

function Organizations(view: Extract<View, { of: 'organizations' }>) {
  const t = useT()
  const { ask, found } = view
  const setCount = [ask.field, ask.region].filter((value) => value !== undefined).length
  const filters = (
    <Filters setCount={setCount}>
      <Facet
        title={t('search.facet.field')}
        clear={ask.field === undefined ? undefined : organizationsAt(ask, { field: undefined })}
        links={found.facets.field.map(({ value, count }) => ({
          key: value,
          text: t(`common.field.${value}`),
          count,
          to: organizationsAt(ask, { field: value }),
          isSet: value === ask.field,
        }))}
      />
      <RegionFacet view={found.facets.region} to={(code) => organizationsAt(ask, { region: code })} />
    </Filters>
  )
  return (
    <Frame view={view} filters={filters} keep={{ of: 'organizations', field: ask.field, region: ask.region }}>
      {found.rows.length === 0 ? (
        <Empty isFiltered={setCount > 0} to={paths.organizations()} all={t('search.empty.organizations')} />
      ) : (
        <OrganizationList
          rows={found.rows.map((row) => ({
            ...row,
            nameNode: <HitPieces pieces={row.namePieces} />,
            textNode: row.snippetPieces.length === 0 ? undefined : <HitPieces pieces={row.snippetPieces} />,
          }))}
        />
      )}
      <Pages page={ask.page} hasNext={found.hasNext} to={(page) => organizationsAt(ask, { page })} />
    </Frame>
  )
}

/** Nothing found: what to try next. */
function Empty({ isFiltered, to, all }: { isFiltered: boolean; to: string; all: string }) {
  const t = useT()
  return (
    <>
      <ul>
        <li>{t('search.empty.shorter')}</li>
        {isFiltered ? <li>{t('search.empty.fewer')}</li> : null}
        <li>{t('search.empty.number')}</li>
      </ul>
      <p>
        <A to={to}>{all}</A>
      </p>
    </>
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
