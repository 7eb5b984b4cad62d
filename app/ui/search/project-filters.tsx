import { askQuery, type ProjectAsk, projectFacets } from '#app/domain/search/ask.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ProjectsFound } from '#app/services/search/search-projects.server.ts'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Facet, Filters, setFacets } from './facet.tsx'
import { RegionFacet } from './region-facet.tsx'

/** Everything a search of calls and projects can be narrowed by. */
export function ProjectFilters({
  ask,
  facets,
  to,
}: {
  ask: ProjectAsk
  facets: ProjectsFound['facets']
  to: (change: Partial<ProjectAsk>) => string
}) {
  const t = useT()
  const nameOf = useLocalName()
  const setCount = setFacets(projectFacets, ask)
  return (
    <Filters setCount={setCount}>
      <Facet
        title={t('search.facet.stage')}
        clear={ask.stage === undefined ? undefined : to({ stage: undefined })}
        links={facets.stage.map(({ value, count }) => ({
          key: value,
          text: t(`search.stage.${value}`),
          count,
          to: to({ stage: value }),
          isSet: value === ask.stage,
        }))}
      />
      <Facet
        title={t('search.facet.field')}
        clear={ask.field === undefined ? undefined : to({ field: undefined })}
        links={facets.field.map(({ value, count }) => ({
          key: value,
          text: t(`common.field.${value}`),
          count,
          to: to({ field: value }),
          isSet: value === ask.field,
        }))}
      />
      <RegionFacet view={facets.region} to={(code) => to({ region: code })} />
      <Facet
        title={t('search.facet.regime')}
        clear={ask.regime === undefined ? undefined : to({ regime: undefined })}
        links={facets.regime.map(({ value, count }) => ({
          key: value,
          text: t(`call.regime.${value}`),
          count,
          to: to({ regime: value }),
          isSet: value === ask.regime,
        }))}
      />
      <Facet
        title={t('search.facet.instrument')}
        clear={ask.instrument === undefined ? undefined : to({ instrument: undefined })}
        links={facets.instrument.map(({ value, count }) => ({
          key: value,
          text: t(`call.instrument.${value}`),
          count,
          to: to({ instrument: value }),
          isSet: value === ask.instrument,
        }))}
      />
      <Facet
        title={t('search.facet.band')}
        clear={ask.band === undefined ? undefined : to({ band: undefined })}
        links={facets.band.map(({ value, count }) => ({
          key: value,
          text: t(`search.band.${value}`),
          count,
          to: to({ band: value }),
          isSet: value === ask.band,
        }))}
      />
      <Facet
        title={t('search.facet.year')}
        clear={ask.year === undefined ? undefined : to({ year: undefined })}
        links={facets.year.map(({ value, count }) => ({
          key: value,
          text: t('search.year', { year: value }),
          count,
          to: to({ year: value }),
          isSet: value === ask.year,
        }))}
      />
      <Facet
        title={t('search.facet.buyer')}
        clear={ask.buyer === undefined ? undefined : to({ buyer: undefined })}
        links={facets.buyer.map(({ id, count, ...name }) => ({
          key: id,
          text: nameOf(name),
          count,
          to: to({ buyer: id }),
          isSet: id === ask.buyer,
        }))}
      />
      {setCount === 0 ? null : (
        <p>
          <A to={paths.search() + askQuery({ q: ask.q })}>{t('common.action.clear')}</A>
        </p>
      )}
    </Filters>
  )
}
