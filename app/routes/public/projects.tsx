import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type ProjectState, projectLifecycle } from '#app/domain/project/lifecycle.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readGroupChoices } from '#app/services/call/groups-in-force.server.ts'
import { listPublicProjects } from '#app/services/project/queries/public-projects.server.ts'
import { ServiceField } from '#prisma/generated/enums.ts'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { regionLabel } from '#app/ui/region-select.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { FilterSelect } from '#app/ui/filter-select.tsx'
import { ProjectTag } from '#app/ui/project/tags.tsx'
import { Typed } from '#app/ui/typed.tsx'

const fields = Object.values(ServiceField)
const states: ProjectState[] = projectLifecycle.states

/** An address that was changed by hand filters by nothing rather than failing. */
const filterOf = (search: URLSearchParams) => ({
  field: fields.find((field) => field === search.get('field')),
  state: states.find((state) => state === search.get('state')),
  region: /^\d{2,12}$/.test(search.get('region') ?? '') ? (search.get('region') ?? undefined) : undefined,
  group: /^[A-Z_]{2,40}$/.test(search.get('group') ?? '') ? (search.get('group') ?? undefined) : undefined,
  after: z.uuid().safeParse(search.get('after')).data,
})

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const filter = filterOf(url.searchParams)
  const [{ nextCursor, ...page }, groups] = await Promise.all([listPublicProjects(ctx, filter), readGroupChoices(ctx)])
  return {
    ...page,
    groups: groups.map(({ code, name }) => ({ value: code, text: name })),
    nextCursor: nextCursor ?? null,
    filter: {
      field: filter.field ?? '',
      state: filter.state ?? '',
      region: filter.region ?? '',
      group: filter.group ?? '',
    },
  }
})

export const meta = pageMeta(
  (t) => t('project.list.public'),
  (t) => t('project.list.publicLead'),
)

export default function PublicProjects() {
  const { rows, nextCursor, regions, groups, filter } = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  const { wan, day } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('project.list.public')}</h1>
        <p>
          {t('project.list.publicLead')} <A to={paths.districts()}>{t('district.title')}</A>
        </p>
        <Folded label={t('search.filters')} isOpen={Object.values(filter).some((value) => value !== '')}>
          <form method="get" className="filter">
            <FilterSelect
              name="field"
              label={t('project.list.field')}
              value={filter.field}
              options={fields.map((field) => ({ value: field, text: dynamic(`common.field.${field}`) }))}
            />
            <FilterSelect
              name="region"
              label={t('project.list.region')}
              value={filter.region}
              options={regions.map((region) => ({ value: region.code, text: regionLabel(region) }))}
            />
            <FilterSelect
              name="state"
              label={t('project.list.state')}
              value={filter.state}
              options={states.map((state) => ({ value: state, text: t(`project.state.${state}`) }))}
            />
            <FilterSelect name="group" label={t('fee.sheet.groups')} value={filter.group} options={groups} />
            <button type="submit" className="quiet">
              {t('common.action.filter')}
            </button>
          </form>
        </Folded>
      </Sheet>
      <Sheet>
        {rows.length === 0 ? <p>{t('project.list.emptyPublic')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.projectNo}>
              <div className="line">
                <h2>
                  <A to={paths.project(row.projectNo)}>
                    <Typed>{row.title}</Typed>
                  </A>
                </h2>
                <span className="money">{wan(row.committedFen)}</span>
              </div>
              <ul className="meta">
                <li>
                  <ProjectTag state={row.state} />
                </li>
                <li>{row.bodyName}</li>
                <li>
                  <Typed>{row.organizationName}</Typed>
                </li>
                <li>{row.regionName}</li>
                <li>{dynamic(`common.field.${row.field}`)}</li>
                <li>{t('project.from', { from: day(row.startsOn), to: day(row.endsOn) })}</li>
                <li>{t('project.list.milestones', { done: row.milestonesDone, all: row.milestonesAll })}</li>
                <li>
                  {t('project.figures.released')} {wan(row.releasedFen)}
                </li>
              </ul>
            </li>
          ))}
        </ul>
        <Pager next={nextCursor ?? undefined} />
        <ListFiles list="projects" />
      </Sheet>
    </Page>
  )
}
