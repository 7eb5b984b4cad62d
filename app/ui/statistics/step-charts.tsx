import { type Rung, rungs, type Rungs, type StepDays, steps } from '#app/domain/statistics/call-steps.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { BarChart } from './bar-chart.tsx'

/** How many bids came how far; what is not public yet has no bar. */
export function FunnelChart({ counts }: { counts: Rungs | Record<Rung, number> }) {
  const t = useT()
  const { number } = useFormat()
  const text = (count: number | null) => (count === null ? t('statistics.notPublic') : number(count))
  const says = rungs.map((rung) => `${t(`statistics.calls.rung.${rung}`)} ${text(counts[rung])}`).join('; ')
  return (
    <BarChart
      says={t('statistics.calls.funnelSays', { parts: says })}
      rows={rungs.map((rung) => ({
        key: rung,
        label: t(`statistics.calls.rung.${rung}`),
        text: text(counts[rung]),
        value: counts[rung],
      }))}
    />
  )
}

/** Days of each step; beside those of one call, the middle of all calls as a line. */
export function StepChart({ days, medians }: { days: StepDays; medians?: StepDays }) {
  const t = useT()
  const { number } = useFormat()
  const text = (value: number | null) =>
    value === null ? t('statistics.notYet') : t('statistics.days', { count: value, number: number(value) })
  return (
    <BarChart
      says={t(medians === undefined ? 'statistics.calls.stepsSay' : 'statistics.calls.stepsOfCallSay', {
        parts: steps.map((step) => `${t(`statistics.calls.step.${step}`)} ${text(days[step])}`).join('; '),
      })}
      rows={steps.map((step) => ({
        key: step,
        label: t(`statistics.calls.step.${step}`),
        text: text(days[step]),
        value: days[step],
        mark: medians?.[step] ?? null,
      }))}
    />
  )
}

/** The same as a table. */
export function FunnelTable({ counts }: { counts: Rungs | Record<Rung, number> }) {
  const t = useT()
  const { number } = useFormat()
  const all = counts.sealed ?? 0
  return (
    <table className="stack">
      <caption className="visually-hidden">{t('statistics.calls.funnel')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('statistics.calls.howFar')}</th>
          <th scope="col" className="num">
            {t('statistics.calls.bids')}
          </th>
          <th scope="col" className="num">
            {t('statistics.calls.ofSealed')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rungs.map((rung) => {
          const count = counts[rung]
          return (
            <tr key={rung}>
              <th scope="row">{t(`statistics.calls.rung.${rung}`)}</th>
              <td className="num" data-label={t('statistics.calls.bids')}>
                {count === null ? t('statistics.notPublic') : number(count)}
              </td>
              <td className="num" data-label={t('statistics.calls.ofSealed')}>
                {count === null || all === 0 ? '—' : `${Math.round((count / all) * 100)}%`}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export function StepTable({ days, medians }: { days?: StepDays; medians: StepDays }) {
  const t = useT()
  const { number } = useFormat()
  const text = (value: number | null) => (value === null ? '—' : number(value))
  return (
    <table className="stack">
      <caption className="visually-hidden">{t('statistics.calls.steps')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('statistics.calls.stepColumn')}</th>
          {days === undefined ? null : (
            <th scope="col" className="num">
              {t('statistics.calls.here')}
            </th>
          )}
          <th scope="col" className="num">
            {t('statistics.calls.median')}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step}>
            <th scope="row">{t(`statistics.calls.step.${step}`)}</th>
            {days === undefined ? null : (
              <td className="num" data-label={t('statistics.calls.here')}>
                {text(days[step])}
              </td>
            )}
            <td className="num" data-label={t('statistics.calls.median')}>
              {text(medians[step])}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
