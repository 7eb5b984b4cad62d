import { useLoaderData } from '@remix-run/react'
import { askedYear } from '#app/domain/statistics/period.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { askedPlace, readPlaceOptions } from '#app/services/statistics/queries/places.server.ts'
import { readSuccessPicture, type SuccessPicture } from '#app/services/statistics/queries/success-picture.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { AboutPicture } from '#app/ui/statistics/about-picture.tsx'
import { pictureQuery } from '#app/ui/statistics/picture-query.ts'
import { PlaceField } from '#app/ui/statistics/place-field.tsx'
import { SuccessChart } from '#app/ui/statistics/success-chart.tsx'
import { YearFilter } from '#app/ui/statistics/year-filter.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const asked = {
    year: askedYear(url.searchParams.get('year')),
    region: askedPlace(url.searchParams.get('region')),
  }
  const [picture, options] = await Promise.all([readSuccessPicture(ctx, asked), readPlaceOptions(ctx)])
  return { ...picture, options }
})

export const meta = pageMeta(
  (t) => t('statistics.success.title'),
  (t) => t('statistics.success.teaser'),
)

export default function SuccessPicturePage() {
  const picture = useLoaderData<typeof loader>()
  const { year, years, region, options, all, sizes, places } = picture
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.statistics(), text: t('statistics.title') }]}>
      <Sheet>
        <h1>{t('statistics.success.title')}</h1>
        <Answer picture={picture} />
        <YearFilter to={paths.successPicture()} year={year} years={years}>
          <PlaceField places={options} region={region} />
        </YearFilter>
      </Sheet>
      {sizes.length === 0 ? null : (
        <>
          <Sheet labelledBy="sizes">
            <h2 id="sizes">{t('statistics.success.bySize')}</h2>
            <SuccessChart
              of={t('statistics.success.size')}
              all={all}
              rows={sizes.map((row) => ({ ...row, name: t(`statistics.success.sizeOf.${row.key}`) }))}
            />
          </Sheet>
          <Sheet labelledBy="places">
            <h2 id="places">{t('statistics.success.byPlace')}</h2>
            <SuccessChart
              of={t('statistics.success.place')}
              all={all}
              rows={places.map(({ code, ...row }) => ({ ...row, key: code }))}
            />
          </Sheet>
        </>
      )}
      <AboutPicture
        picture="success"
        query={pictureQuery({ year, region })}
        terms={(['bids', 'awards', 'size', 'place', 'few'] as const).map((term) =>
          t(`statistics.success.about.${term}`),
        )}
        not={t('statistics.success.not')}
      />
    </Page>
  )
}

function Answer({ picture: { all, calls, sizes } }: { picture: SuccessPicture }) {
  const t = useT()
  const { number } = useFormat()
  if (sizes.length === 0) return <p>{t('statistics.success.none')}</p>
  if (all.shown === null) return <p>{t('statistics.success.tooFewInAll')}</p>
  const { bids, awards, rate, organizations } = all.shown
  return (
    <p className="said">
      {t('statistics.success.answer', {
        calls: number(calls),
        organizations: number(organizations),
        bids: number(bids),
        awards: number(awards),
        rate,
      })}
    </p>
  )
}
