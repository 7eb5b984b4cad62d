import { useLoaderData } from '@remix-run/react'
import { serviceFields } from '#app/domain/call/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readPublicNeeds } from '#app/services/need/queries/public-needs.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NeedFilters } from '#app/ui/need/need-filters.tsx'
import { NeedRows } from '#app/ui/need/need-rows.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Filters } from '#app/ui/search/facet.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const { searchParams } = url
  const regions = await readRegionOptions(ctx)
  const field = serviceFields.find((known) => known === searchParams.get('field'))
  const region = regions.find(({ code }) => code === searchParams.get('region'))?.code
  const found = await readPublicNeeds(ctx, { state: undefined, field, region, after: searchParams.get('after') }, true)
  return { ...found, regions, field, region }
})

export const meta = pageMeta<unknown>(
  (t) => t('need.catalogue.title'),
  (t) => t('need.catalogue.lead'),
)

/** What was resolved and is in no call yet. */
export default function Catalogue() {
  const { needs, next, regions, field, region } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.needs(), text: t('need.title') }]}>
      <h1>{t('need.catalogue.title')}</h1>
      <p>{t('need.catalogue.lead')}</p>
      <div className="with-side facets">
        <Filters setCount={[field, region].filter((set) => set !== undefined).length}>
          <NeedFilters to={paths.catalogue()} field={field} region={region} regions={regions} />
        </Filters>
        <Sheet labelledBy="found">
          <h2 id="found" className="unseen">
            {t('need.catalogue.title')}
          </h2>
          {needs.length === 0 ? (
            <p>
              {t('need.catalogue.none')} <A to={paths.needs()}>{t('need.title')}</A>
            </p>
          ) : (
            <NeedRows needs={needs} />
          )}
          <Pager next={next} />
          <ListFiles list="catalogue" />
        </Sheet>
      </div>
    </Page>
  )
}
