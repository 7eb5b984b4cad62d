import { useLoaderData } from '@remix-run/react'
import { askedYear } from '#app/domain/statistics/period.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type AgreementPicture,
  type CallAgreement,
  readAgreementPicture,
} from '#app/services/statistics/queries/agreement-picture.server.ts'
import { askedPlace, readPlaceOptions } from '#app/services/statistics/queries/places.server.ts'
import { Folded } from '#app/ui/folded.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { AboutPicture } from '#app/ui/statistics/about-picture.tsx'
import { twoDecimals, wholePercent } from '#app/ui/statistics/agreement-sheet.tsx'
import { BarChart } from '#app/ui/statistics/bar-chart.tsx'
import { pictureQuery } from '#app/ui/statistics/picture-query.ts'
import { PlaceField } from '#app/ui/statistics/place-field.tsx'
import { YearFilter } from '#app/ui/statistics/year-filter.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const asked = {
    year: askedYear(url.searchParams.get('year')),
    region: askedPlace(url.searchParams.get('region')),
  }
  const [picture, places] = await Promise.all([readAgreementPicture(ctx, asked), readPlaceOptions(ctx)])
  return { ...picture, places }
})

export const meta = pageMeta(
  (t) => t('statistics.agreement.title'),
  (t) => t('statistics.agreement.teaser'),
)

export default function AgreementPicturePage() {
  const picture = useLoaderData<typeof loader>()
  const { year, years, region, places, calls, all } = picture
  const t = useT()
  const ranked = calls.filter((call): call is CallAgreement & { w: number } => call.w !== null)
  return (
    <Page crumbs={[{ to: paths.statistics(), text: t('statistics.title') }]}>
      <Sheet>
        <h1>{t('statistics.agreement.title')}</h1>
        <Answer picture={picture} ranked={ranked.length} />
        <YearFilter to={paths.agreementPicture()} year={year} years={years}>
          <PlaceField places={places} region={region} />
        </YearFilter>
      </Sheet>
      {calls.length === 0 ? null : (
        <Sheet labelledBy="calls">
          <h2 id="calls">{t('statistics.agreement.byCall')}</h2>
          {all > calls.length ? <p>{t('statistics.agreement.newest', { shown: calls.length, all })}</p> : null}
          <BarChart
            whole={1}
            says={t('statistics.agreement.says', {
              parts: ranked.map(({ callNo, w }) => `${callNo} ${twoDecimals(w)}`).join('; '),
            })}
            rows={ranked.map(({ callNo, w }) => ({ key: callNo, label: callNo, text: twoDecimals(w), value: w }))}
          />
          <h3>{t('statistics.table')}</h3>
          <Folded label={t('statistics.table')}>
            <Calls calls={calls} />
          </Folded>
        </Sheet>
      )}
      <AboutPicture
        picture="agreement"
        query={pictureQuery({ year, region })}
        terms={(['w', 'bids', 'groups', 'spread', 'source'] as const).map((term) =>
          t(`statistics.agreement.about.${term}`),
        )}
        not={t('statistics.agreement.not')}
      />
    </Page>
  )
}

function Answer({ picture: { calls, medianW, medianSpread }, ranked }: { picture: AgreementPicture; ranked: number }) {
  const t = useT()
  if (calls.length === 0) return <p>{t('statistics.agreement.none')}</p>
  return (
    <>
      <p className="said">
        {medianW === null
          ? t('statistics.agreement.tooFew')
          : t('statistics.agreement.answer', { calls: ranked, w: twoDecimals(medianW) })}
      </p>
      {medianSpread === null ? null : (
        <p>{t('statistics.agreement.spreadAnswer', { spread: wholePercent(medianSpread) })}</p>
      )}
    </>
  )
}

function Calls({ calls }: { calls: readonly CallAgreement[] }) {
  const t = useT()
  const columns = [
    { key: 'judges', label: t('statistics.agreement.judges'), of: ({ judges }: CallAgreement) => String(judges) },
    { key: 'bids', label: t('statistics.agreement.bids'), of: ({ bids }: CallAgreement) => String(bids) },
    { key: 'w', label: t('statistics.agreement.w'), of: ({ w }: CallAgreement) => twoDecimals(w) },
    { key: 'spread', label: t('statistics.agreement.spread'), of: ({ spread }: CallAgreement) => wholePercent(spread) },
  ]
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('statistics.calls.call')}</th>
          {columns.map(({ key, label }) => (
            <th key={key} scope="col" className="num">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={call.callNo}>
            <th scope="row">
              <A to={`${paths.callFigures(call.callNo)}#agreement`}>
                <Typed>{call.title}</Typed>
              </A>{' '}
              <span className="hint-inline">{call.callNo}</span>
            </th>
            {columns.map(({ key, label, of }) => (
              <td key={key} className="num" data-label={label}>
                {of(call)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
