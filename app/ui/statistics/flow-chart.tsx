import type { FlowKey } from '#app/domain/statistics/money-flow.ts'
import { barWidth } from '#app/domain/regional/reach.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { MoneyPicture } from '#app/services/statistics/queries/money-flow.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { flowLabel } from './flow-label.ts'
import { flowSize, layoutFlow } from './flow-layout.ts'

/** What kind of an end or a beginning a bar is: its colour only repeats its words. */
const toneOf = (key: FlowKey): string =>
  key === 'spent' || key === 'kept'
    ? 'done'
    : key.startsWith('left.') || key.startsWith('opening.')
      ? 'rest'
      : key === 'fund' || key === 'call' || key === 'award' || key === 'paid' || key.startsWith('source.')
        ? 'stage'
        : 'back'

/** The flow as bars and bands, where there is room for it; the table below it is for everybody. */
export function FlowChart({ nodes, links }: Pick<MoneyPicture, 'nodes' | 'links'>) {
  const t = useT()
  const { wan } = useFormat()
  const placeOf = (key: FlowKey) => (toneOf(key) === 'stage' ? 0 : links.some(({ from }) => from === key) ? 1 : 2)
  const layout = layoutFlow<FlowKey>({
    // What goes on stands above what comes in from the side, and that above what ends there.
    nodes: nodes
      .map(({ fen, ...node }) => ({ ...node, fen: BigInt(fen) }))
      .toSorted((a, b) => placeOf(a.key) - placeOf(b.key)),
    links: links.map(({ fen, ...link }) => ({ ...link, fen: BigInt(fen) })),
  })
  const parts = nodes.map(({ key, fen }) => `${flowLabel(t, key)} ${wan(fen)}`)
  return (
    <svg
      className="sankey"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={t('statistics.money.description', { parts: parts.join('; ') })}
    >
      {layout.links.map(({ from, to, path }) => (
        <path key={`${from} ${to}`} d={path} className={`band ${toneOf(to) === 'stage' ? toneOf(from) : toneOf(to)}`} />
      ))}
      {layout.nodes.map(({ key, x, y, height, fen }) => (
        <g key={key}>
          <rect x={x} y={y} width={flowSize.bar} height={height} className={`bar ${toneOf(key)}`} />
          <text x={x} y={y - 22}>
            {flowLabel(t, key)}
          </text>
          <text x={x} y={y - 6} className="n">
            {wan(fen.toString())}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** The same figures in the order they go, each with a bar to one scale: what a phone and a screen reader have. */
export function FlowTable({ nodes }: Pick<MoneyPicture, 'nodes'>) {
  const t = useT()
  const { money } = useFormat()
  const most = nodes.reduce((sum, { fen }) => (BigInt(fen) > sum ? BigInt(fen) : sum), 0n)
  const width = (fen: string) => barWidth(most === 0n ? 0 : Number((BigInt(fen) * 10_000n) / most), 10_000)
  return (
    <table className="bars chart-table">
      <caption className="visually-hidden">{t('statistics.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('statistics.money.stage')}</th>
          <td aria-hidden="true" />
          <th scope="col" className="num">
            {t('statistics.money.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {nodes.map(({ key, fen }) => (
          <tr key={key} className={toneOf(key)}>
            <th scope="row">{flowLabel(t, key)}</th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width="100" height="10" className="track" />
                <rect width={width(fen)} height="10" className={toneOf(key)} />
              </svg>
            </td>
            <td className="num">{money(fen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
