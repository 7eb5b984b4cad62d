import { useLoaderData } from '@remix-run/react'
import { perHundred } from '#app/domain/statistics/per-hundred.ts'
import { askedYear } from '#app/domain/statistics/period.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type CallFigures,
  type CallPicture,
  readCallPicture,
} from '#app/services/statistics/queries/call-picture.server.ts'
import { askedPlace, readPlaceOptions } from '#app/services/statistics/queries/places.server.ts'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { AboutPicture } from '#app/ui/statistics/about-picture.tsx'
import { PlaceField } from '#app/ui/statistics/place-field.tsx'
import { pictureQuery } from '#app/ui/statistics/picture-query.ts'
import { FunnelChart, FunnelTable, StepChart, StepTable } from '#app/ui/statistics/step-charts.tsx'
import { YearFilter } from '#app/ui/statistics/year-filter.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** So many calls stand on the page; the file has them all. */
const shown = 40

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const asked = {
    year: askedYear(url.searchParams.get('year')),
    region: askedPlace(url.searchParams.get('region')),
  }
  const [picture, places] = await Promise.all([readCallPicture(ctx, asked), readPlaceOptions(ctx)])
  return { ...picture, all: picture.calls.length, calls: picture.calls.slice(0, shown), places }
})

export const meta = pageMeta(
  (t) => t('statistics.calls.title'),
  (t) => t('statistics.calls.teaser'),
)

export default function CallPicturePage() {
  const picture = useLoaderData<typeof loader>()
  const { year, years, region, places, calls, all, sums, medians, decided } = picture
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.statistics(), text: t('statistics.title') }]}>
      <Sheet>
        <h1>{t('statistics.calls.title')}</h1>
        <Answer picture={picture} all={all} />
        <YearFilter to={paths.callPicture()} year={year} years={years}>
          <PlaceField places={places} region={region} />
        </YearFilter>
      </Sheet>
      {decided === 0 ? null : (
        <Sheet labelledBy="funnel">
          <h2 id="funnel">{t('statistics.calls.funnel')}</h2>
          <FunnelChart counts={sums} />
          <h3>{t('statistics.table')}</h3>
          <Folded label={t('statistics.table')}>
            <FunnelTable counts={sums} />
          </Folded>
        </Sheet>
      )}
      {all === 0 ? null : (
        <Sheet labelledBy="steps">
          <h2 id="steps">{t('statistics.calls.steps')}</h2>
          <StepChart days={medians} />
          <h3>{t('statistics.table')}</h3>
          <Folded label={t('statistics.table')}>
            <StepTable medians={medians} />
          </Folded>
        </Sheet>
      )}
      {all === 0 ? null : (
        <Sheet labelledBy="each">
          <h2 id="each">{t('statistics.calls.each')}</h2>
          {all > calls.length ? <p>{t('statistics.calls.newest', { shown: calls.length, all })}</p> : null}
          <Folded label={t('common.all', { count: calls.length })}>
            <Calls calls={calls} />
          </Folded>
        </Sheet>
      )}
      <AboutPicture
        picture="calls"
        query={pictureQuery({ year, region })}
        terms={(['sealed', 'valid', 'awarded', 'contracted', 'days', 'questions'] as const).map((term) =>
          t(`statistics.calls.about.${term}`),
        )}
        not={t('statistics.calls.not')}
      />
    </Page>
  )
}

function Answer({ picture, all }: { picture: Omit<CallPicture, 'calls'>; all: number }) {
  const t = useT()
  const { number } = useFormat()
  const { decided, ended, sums, medianWhole, questions, answerDays } = picture
  if (all === 0) return <p>{t('statistics.calls.none')}</p>
  return (
    <>
      {decided === 0 ? (
        <p>{t('statistics.calls.noResult', { all })}</p>
      ) : (
        <p className="said">
          {t('statistics.calls.answer', {
            decided,
            sealed: number(sums.sealed),
            awarded: number(sums.awarded),
            share: perHundred(BigInt(sums.awarded), BigInt(sums.sealed)),
          })}
        </p>
      )}
      {medianWhole === null ? null : (
        <p className="said">{t('statistics.calls.answerDays', { days: number(medianWhole) })}</p>
      )}
      <p>{t('statistics.calls.ofAll', { all, decided, ended, under: all - decided - ended })}</p>
      {questions === 0 || answerDays === null ? null : (
        <p>
          {t('statistics.calls.answered', { count: questions, questions: number(questions), days: number(answerDays) })}
        </p>
      )}
    </>
  )
}

function Calls({ calls }: { calls: readonly CallFigures[] }) {
  const t = useT()
  const { number } = useFormat()
  const text = (value: number | null) => (value === null ? '—' : number(value))
  const columns = [
    { key: 'sealed', label: t('statistics.calls.rung.sealed'), of: ({ rungs }: CallFigures) => rungs.sealed },
    { key: 'awarded', label: t('statistics.calls.rung.awarded'), of: ({ rungs }: CallFigures) => rungs.awarded },
    { key: 'toResult', label: t('statistics.calls.toResult'), of: toResult },
    { key: 'whole', label: t('statistics.calls.toPayment'), of: ({ wholeDays }: CallFigures) => wholeDays },
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
              <A to={paths.callFigures(call.callNo)}>
                <Typed>{call.title}</Typed>
              </A>
            </th>
            {columns.map(({ key, label, of }) => (
              <td key={key} className="num" data-label={label}>
                {text(of(call))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const toResult = ({ days: { deadline, opened, result } }: CallFigures): number | null =>
  deadline === null || opened === null || result === null ? null : deadline + opened + result
