import { useT } from '#app/i18n/provider.tsx'
import type { MoneyView } from '#app/services/project/queries/money.ts'
import { useFormat } from '#app/ui/format.ts'
import { type FlowBand, flowBarWidth, type FlowNode, layoutFlow } from './layout.ts'

const curve = ({ from, to, height }: FlowBand): string => {
  const middle = (from.x + to.x) / 2
  return [
    `M${from.x} ${from.y}`,
    `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`,
    `L${to.x} ${to.y + height}`,
    `C${middle} ${to.y + height} ${middle} ${from.y + height} ${from.x} ${from.y + height}Z`,
  ].join(' ')
}

/** Where the money is, drawn on the server; the same figures as a table below it. */
export function MoneyFlow({ money, of = 'project' }: { money: MoneyView; of?: 'project' | 'fund' | 'district' }) {
  const t = useT()
  const { wan, money: full } = useFormat()
  // A fund begins with what was appropriated to it, a project and a district with what was set aside for calls; only a project knows others.
  const isOfFund = (key: FlowNode['key']) =>
    key === 'contract' || key === 'other' ? of !== 'project' : key === 'budget' && of === 'fund'
  const label = (key: FlowNode['key']) => t(isOfFund(key) ? `fund.flow.${key as 'budget'}` : `project.flow.${key}`)
  const { spentFen = '0', returnedFen = '0' } = money
  const isAccounted = spentFen !== '0' || returnedFen !== '0'
  const planned = BigInt(money.leftFen) - BigInt(money.heldFen)
  const layout = layoutFlow({
    budget: BigInt(money.appropriatedFen),
    contract: BigInt(money.committedFen),
    released: BigInt(money.releasedFen),
    held: BigInt(money.heldFen),
    planned,
    spent: BigInt(spentFen),
    returned: BigInt(returnedFen),
  })
  const other = layout.nodes.find(({ key }) => key === 'other')?.amount ?? 0n
  const rows = [
    { key: 'budget', amount: money.appropriatedFen },
    ...(other > 0n ? [{ key: 'other' as const, amount: other.toString() }] : []),
    { key: 'contract', amount: money.committedFen },
    { key: 'released', amount: money.releasedFen },
    ...(isAccounted
      ? ([
          { key: 'spent', amount: spentFen },
          { key: 'returned', amount: returnedFen },
        ] as const)
      : []),
    { key: 'held', amount: money.heldFen },
    { key: 'planned', amount: planned.toString() },
  ] as const
  return (
    <>
      <svg
        className="flow"
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="img"
        aria-label={t(of === 'fund' ? 'fund.flow.description' : 'project.flow.description', {
          budget: wan(money.appropriatedFen),
          contract: wan(money.committedFen),
          released: wan(money.releasedFen),
          left: wan(money.leftFen),
        })}
      >
        {layout.bands.map((band) => (
          <path key={band.key} d={curve(band)} className={`band ${band.key}`} />
        ))}
        {layout.nodes.map(({ key, x, y, height, amount }) => (
          <g key={key}>
            <rect
              x={x}
              y={y}
              width={flowBarWidth}
              height={height}
              className={`bar ${key === 'released' && isAccounted ? 'rest' : key}`}
            />
            <text x={x} y={y - 24}>
              {key === 'released' && isAccounted ? t('project.flow.unaccounted') : label(key)}
            </text>
            <text x={x} y={y - 6} className="n">
              {wan(amount.toString())}
            </text>
          </g>
        ))}
      </svg>
      <table className="flow-table">
        <caption>{t('project.flow.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('project.flow.stage')}</th>
            <th scope="col" className="num">
              {t('project.flow.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, amount }) => (
            <tr key={key}>
              <th scope="row">
                {key === 'spent' || key === 'returned'
                  ? t('project.flow.ofReleased', { part: label(key) })
                  : label(key)}
              </th>
              <td className="num">{full(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
