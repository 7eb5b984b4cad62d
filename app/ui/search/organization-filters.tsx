import { askQuery, type OrganizationAsk, organizationFacets } from '#app/domain/search/ask.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { OrganizationsFound } from '#app/services/search/search-organizations.server.ts'
import { A } from '#app/ui/link.tsx'
import { Facet, Filters, setFacets } from './facet.tsx'
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
        title={t('search.facet.kind')}
        clear={ask.kind === undefined ? undefined : to({ kind: undefined })}
        links={facets.kind.map(({ value, count }) => ({
          key: value,
          text: t(`organization.public.kind.${value}`),
          count,
          to: to({ kind: value }),
          isSet: value === ask.kind,
        }))}
      />
      <Facet
        title={t('search.facet.rating')}
        clear={ask.rating === undefined ? undefined : to({ rating: undefined })}
        links={facets.rating.map(({ value, count }) => ({
          key: value,
          text: t('organization.public.rating', { grade: value }),
          count,
          to: to({ rating: value }),
          isSet: value === ask.rating,
        }))}
      />
      {setCount === 0 ? null : (
        <p>
          <A to={paths.search() + askQuery({ of: 'organizations', q: ask.q })}>{t('common.action.clear')}</A>
        </p>
      )}
    </Filters>
  )
}
