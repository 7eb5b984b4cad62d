import { askQuery, type ProjectAsk, projectFacets } from '#app/domain/search/ask.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ProjectsFound } from '#app/services/search/search-projects.server.ts'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { ChoiceFacet, Facet, Filters, setFacets } from './facet.tsx'
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
      <ChoiceFacet
        title={t('search.facet.stage')}
        asked={ask.stage}
        choices={facets.stage}
        textOf={(value) => t(`search.stage.${value}`)}
        to={(stage) => to({ stage })}
      />
      <ChoiceFacet
        title={t('search.facet.field')}
        asked={ask.field}
        choices={facets.field}
        textOf={(value) => t(`common.field.${value}`)}
        to={(field) => to({ field })}
      />
      <RegionFacet view={facets.region} to={(code) => to({ region: code })} />
      <ChoiceFacet
        title={t('search.facet.regime')}
        asked={ask.regime}
        choices={facets.regime}
        textOf={(value) => t(`call.regime.${value}`)}
        to={(regime) => to({ regime })}
      />
      <ChoiceFacet
        title={t('search.facet.instrument')}
        asked={ask.instrument}
        choices={facets.instrument}
        textOf={(value) => t(`call.instrument.${value}`)}
        to={(instrument) => to({ instrument })}
      />
      <ChoiceFacet
        title={t('search.facet.band')}
        asked={ask.band}
        choices={facets.band}
        textOf={(value) => t(`search.band.${value}`)}
        to={(band) => to({ band })}
      />
      <ChoiceFacet
        title={t('search.facet.year')}
        asked={ask.year}
        choices={facets.year}
        textOf={(value) => t('search.year', { year: value })}
        to={(year) => to({ year })}
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
