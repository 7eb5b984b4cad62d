import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Ratio } from '#app/ui/project/report-body.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Row = { name: string; unit: string; target: number; actual: number }

/** What was reached against every indicator, over all milestones. */
export function Reached({ reached }: { reached: readonly Row[] }) {
  const t = useT()
  const { number } = useFormat()
  if (reached.length === 0) return null
  return (
    <>
      <h2>{t('closing.reached')}</h2>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('closing.indicator')}</th>
            <th scope="col" className="num">
              {t('closing.target')}
            </th>
            <th scope="col" className="num">
              {t('closing.actual')}
            </th>
          </tr>
        </thead>
        <tbody>
          {reached.map(({ name, unit, target, actual }) => (
            <tr key={`${name}-${unit}`}>
              <th scope="row">
                <Typed>{name}</Typed>
              </th>
              <td className="num" data-label={t('closing.target')}>
                {number(target)} <Typed>{unit}</Typed>
              </td>
              <td className="num" data-label={t('closing.actual')}>
                {number(actual)} <Typed>{unit}</Typed> <Ratio actual={actual} target={target} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
