import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { readVenues } from '#app/services/venue/queries/venues.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { RegionFilter } from '#app/ui/region-filter.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { VenueFee } from '#app/ui/venue/venue-parts.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const regions = await readRegionOptions(ctx)
  const region = regions.find(({ code }) => code === url.searchParams.get('region'))?.code
  return { ...(await readVenues(ctx, { region, after: url.searchParams.get('after') })), regions, region }
})

export const meta = pageMeta<unknown>(
  (t) => t('venue.title'),
  (t) => t('venue.lead'),
)

export default function Venues() {
  const { venues, next, regions, region } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.home(), text: t('common.nav.home') }]}>
      <Sheet>
        <h1>{t('venue.title')}</h1>
        <p>{t('venue.lead')}</p>
        <RegionFilter to={paths.venues()} regions={regions} region={region} />
        {venues.length === 0 ? <p>{t('venue.none')}</p> : null}
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        <ul className="rows">
          {venues.map((venue) => (
            <li key={venue.id}>
              <h3>
                <A to={paths.venue(venue.id)}>
                  <Typed>{venue.name}</Typed>
                </A>
              </h3>
              <ul className="meta">
                <li>
                  <Typed>{venue.unit}</Typed>
                </li>
                <li>{t(`venue.kind.${venue.kind}`)}</li>
                <li>{t('venue.capacity', { count: venue.capacity })}</li>
                <li>{venue.regionName}</li>
              </ul>
              <p>
                <VenueFee feeFen={venue.feeFen} fullFeeFen={venue.fullFeeFen} />
              </p>
            </li>
          ))}
        </ul>
        <Pager next={next} />
        <ListFiles list="venues" />
      </Sheet>
    </Page>
  )
}
