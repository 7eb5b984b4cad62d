import { useT } from '#app/i18n/provider.tsx'
import type { RegionFacet as View } from '#app/services/search/region-facet.ts'
import { useLocalName } from '#app/ui/local-name.ts'
import { Facet } from './facet.tsx'

/** The line down to the chosen region, each step a way back, and what lies one level below. */
export function RegionFacet({ view, to }: { view: View; to: (code: string | undefined) => string }) {
  const t = useT()
  const nameOf = useLocalName()
  const counted = view.choices.map((region) => ({
    key: region.code,
    text: nameOf(region),
    count: region.count,
    to: to(region.code),
    isSet: false,
  }))
  const chosen = view.chosen.map((region, index) => ({ ...region, isSet: index === view.chosen.length - 1 }))
  return (
    <Facet
      title={t('search.facet.region')}
      clear={chosen.length > 0 ? to(undefined) : undefined}
      line={chosen.map((region) => ({
        key: region.code,
        text: nameOf(region),
        to: to(region.code),
        isSet: region.isSet,
      }))}
      links={counted}
    />
  )
}
