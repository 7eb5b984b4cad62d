import { useLoaderData } from '@remix-run/react'
import { askedYear } from '#app/domain/statistics/period.ts'
import { spans } from '#app/domain/statistics/punctuality.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type PaymentPicture, readPaymentPicture } from '#app/services/statistics/queries/payment-picture.server.ts'
import { askedPlace, readPlaceOptions } from '#app/services/statistics/queries/places.server.ts'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { AboutPicture } from '#app/ui/statistics/about-picture.tsx'
import { BarChart } from '#app/ui/statistics/bar-chart.tsx'
import { pictureQuery } from '#app/ui/statistics/picture-query.ts'
import { PlaceField } from '#app/ui/statistics/place-field.tsx'
import { PunctualityTable } from '#app/ui/statistics/punctuality-table.tsx'
import { YearFilter } from '#app/ui/statistics/year-filter.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const asked = {
    year: askedYear(url.searchParams.get('year')),
    region: askedPlace(url.searchParams.get('region')),
  }
  const [picture, places] = await Promise.all([readPaymentPicture(ctx, asked), readPlaceOptions(ctx)])
  return { ...picture, places }
})

export const meta = pageMeta(
  (t) => t('statistics.payments.title'),
  (t) => t('statistics.payments.teaser'),
)

export default function PaymentPicturePage() {
  const picture = useLoaderData<typeof loader>()
  const { year, years, region, places, all, months, bodies } = picture
  const t = useT()
  const { month } = useFormat()
  const percent = (share: number | null) => (share === null ? '—' : `${share}%`)
  // Twelve months are seen at a glance; the table has all.
  const newest = months.filter(({ share }) => share !== null).slice(0, 12)
  return (
    <Page crumbs={[{ to: paths.statistics(), text: t('statistics.title') }]}>
      <Sheet>
        <h1>{t('statistics.payments.title')}</h1>
        <Answer picture={picture} />
        <YearFilter to={paths.paymentPicture()} year={year} years={years}>
          <PlaceField places={places} region={region} />
        </YearFilter>
      </Sheet>
      {all === 0 ? null : (
        <>
          <Sheet labelledBy="spans">
            <h2 id="spans">{t('statistics.payments.spans')}</h2>
            <Spans picture={picture} />
          </Sheet>
          <Sheet labelledBy="months">
            <h2 id="months">{t('statistics.payments.byMonth')}</h2>
            <BarChart
              whole={100}
              says={t('statistics.payments.monthsSay', {
                parts: newest.map((row) => `${month(row.month)} ${percent(row.share)}`).join('; '),
              })}
              rows={newest.map((row) => ({
                key: row.month,
                label: month(row.month),
                text: percent(row.share),
                value: row.share,
              }))}
            />
            <h3>{t('statistics.table')}</h3>
            <Folded label={t('statistics.table')}>
              <PunctualityTable
                of={t('statistics.payments.month')}
                rows={months.map((row) => ({ key: row.month, name: month(row.month), ...row }))}
              />
            </Folded>
          </Sheet>
          <Sheet labelledBy="bodies">
            <h2 id="bodies">{t('statistics.payments.byBody')}</h2>
            <Folded label={t('common.all', { count: bodies.length })}>
              <PunctualityTable
                of={t('statistics.payments.body')}
                rows={bodies.map(({ id, ...row }) => ({ key: id, ...row }))}
              />
            </Folded>
          </Sheet>
        </>
      )}
      <AboutPicture
        picture="payments"
        query={pictureQuery({ year, region })}
        terms={(['days', 'due', 'onTime', 'overdue', 'year'] as const).map((term) =>
          t(`statistics.payments.about.${term}`),
        )}
        not={t('statistics.payments.not')}
      />
    </Page>
  )
}

function Answer({
  picture: { all, share, medianDays, onTime, late, overdue, overdueFen },
}: {
  picture: PaymentPicture
}) {
  const t = useT()
  const { number, wan } = useFormat()
  if (all === 0) return <p>{t('statistics.payments.none')}</p>
  return (
    <>
      {share === null ? (
        <p>{t('statistics.payments.nothingDue')}</p>
      ) : (
        <p className="said">
          {t('statistics.payments.answer', { share, onTime: number(onTime), due: number(onTime + late + overdue) })}
        </p>
      )}
      {medianDays === null ? null : (
        <p className="said">{t('statistics.payments.medianSays', { days: number(medianDays) })}</p>
      )}
      {overdue === 0 ? null : (
        <p>{t('statistics.payments.overdueNow', { overdue: number(overdue), amount: wan(overdueFen) })}</p>
      )}
    </>
  )
}

function Spans({ picture }: { picture: PaymentPicture }) {
  const t = useT()
  const { number } = useFormat()
  const paid = spans.reduce((sum, { key }) => sum + picture.spans[key], 0)
  const rows = spans.map(({ key }) => ({
    key,
    label: t(`statistics.payments.span.${key}`),
    count: picture.spans[key],
    share: paid === 0 ? '—' : `${Math.round((picture.spans[key] / paid) * 100)}%`,
  }))
  return (
    <>
      <BarChart
        says={t('statistics.payments.spansSay', {
          parts: rows.map(({ label, count }) => `${label} ${number(count)}`).join('; '),
        })}
        rows={rows.map(({ key, label, count }) => ({
          key,
          label,
          text: number(count),
          value: count,
          tone: key === 'twoMonths' || key === 'longer' ? 'rest' : 'stage',
        }))}
      />
      <h3>{t('statistics.table')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('statistics.payments.spanColumn')}</th>
            <th scope="col" className="num">
              {t('statistics.payments.payments')}
            </th>
            <th scope="col" className="num">
              {t('statistics.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, count, share }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td className="num">{number(count)}</td>
              <td className="num">{share}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
