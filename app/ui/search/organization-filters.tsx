import { askQuery, type OrganizationAsk, organizationFacets } from '#app/domain/search/ask.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { OrganizationsFound } from '#app/services/search/search-organizations.server.ts'
import { A } from '#app/ui/link.tsx'
import { ChoiceFacet, Filters, setFacets } from './facet.tsx'
import { RegionFacet } from './region-facet.tsx'

/** Everything a search of organizations can be narrowed by. */
export function OrganizationFilters({
  ask,
  facets,
  to,
}: {
  ask: OrganizationAsk
  facets: OrganizationsFound['facets']
  to: (change: Partial<OrganizationAsk>) => string
}) {
  const t = useT()
  const setCount = setFacets(organizationFacets, ask)
  return (
    <Filters setCount={setCount}>
      <ChoiceFacet
        title={t('search.facet.field')}
        asked={ask.field}
        choices={facets.field}
        textOf={(value) => t(`common.field.${value}`)}
        to={(field) => to({ field })}
      />
      <RegionFacet view={facets.region} to={(code) => to({ region: code })} />
      <ChoiceFacet
        title={t('search.facet.kind')}
        asked={ask.kind}
        choices={facets.kind}
        textOf={(value) => t(`organization.public.kind.${value}`)}
        to={(kind) => to({ kind })}
      />
      <ChoiceFacet
        title={t('search.facet.rating')}
        asked={ask.rating}
        choices={facets.rating}
        textOf={(value) => t('organization.public.rating', { grade: value })}
        to={(rating) => to({ rating })}
      />
      {setCount === 0 ? null : (
        <p>
          <A to={paths.search() + askQuery({ of: 'organizations', q: ask.q })}>{t('common.action.clear')}</A>
        </p>
      )}
    </Filters>
  )
}
