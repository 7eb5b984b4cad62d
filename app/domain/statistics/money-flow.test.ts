import { describe, expect, it } from 'vitest'
import { flowGraph, type FlowKey, moneyFigures, type Move, type Spending, type Stage, stages } from './money-flow.ts'

const move = (
  from: Move['from'],
  to: Move['to'],
  duringFen: bigint,
  beforeFen = 0n,
  source: Move['source'] = null,
): Move => ({
  from,
  to,
  source,
  beforeFen,
  duringFen,
})
const nothing: Spending = { spentBefore: 0n, spentAfter: 0n, keptBefore: 0n, keptAfter: 0n }

// 1,000 given; 700 set aside, 100 of it back; 500 under contract, 50 of it back; 300 paid; 30 asked back, 20 of it returned, 10 given up.
const year: Move[] = [
  move('gov', 'fund', 600n, 0n, 'CITY'),
  move('gov', 'fund', 400n, 0n, 'TOWN'),
  move('fund', 'call', 700n),
  move('call', 'fund', 100n),
  move('call', 'award', 500n),
  move('award', 'call', 50n),
  move('award', 'org', 300n),
  move('org', 'clawback', 30n),
  move('clawback', 'fund', 20n),
  move('clawback', 'org', 10n),
]
const spending: Spending = { ...nothing, spentAfter: 200n }

/** What goes into each stage's bar and out of it, by the bands that touch it. */
function balance({ nodes, links }: ReturnType<typeof flowGraph>) {
  const sum = (side: 'from' | 'to', key: FlowKey) =>
    links.reduce((total, link) => total + (link[side] === key ? link.fen : 0n), 0n)
  return nodes
    .filter(({ key }) => stages.includes(key as Stage))
    .map(({ key, fen }) => ({ key, fen, in: sum('to', key), out: sum('from', key) }))
}

describe('figures of a period', () => {
  it('says what is left at every stage', () => {
    expect(moneyFigures(year, spending)).toMatchObject({
      sources: [
        { source: 'CITY', fen: 600n },
        { source: 'TOWN', fen: 400n },
      ],
      allocated: 700n,
      unallocated: 100n,
      refunded: 20n,
      left: { fund: 420n, call: 150n, award: 150n, paid: 70n },
      opening: { fund: 0n, call: 0n, award: 0n, paid: 0n },
    })
  })

  it('begins with what the years before left', () => {
    const later = year.map(({ duringFen, ...rest }) => ({ ...rest, beforeFen: duringFen, duringFen: 0n }))
    const figures = moneyFigures(later, { ...nothing, spentBefore: 200n, spentAfter: 230n })
    expect(figures.opening).toEqual({ fund: 420n, call: 150n, award: 150n, paid: 70n })
    expect(figures.left).toEqual({ fund: 420n, call: 150n, award: 150n, paid: 40n })
    expect(figures.spent).toBe(30n)
  })

  it('counts what went back to the treasury as returned, and not as the fund’s', () => {
    const figures = moneyFigures([move('award', 'org', 100n), move('clawback', 'gov', 40n)], nothing)
    expect(figures).toMatchObject({ returned: 40n, refunded: 0n, left: { fund: 0n, paid: 60n } })
  })
})

describe('the picture', () => {
  it('lets as much out of every bar as came into it', () => {
    const bars = balance(flowGraph(moneyFigures(year, spending)))
    expect(bars.map(({ key }) => key)).toEqual(['fund', 'call', 'award', 'paid'])
    for (const bar of bars) expect([bar.in, bar.out]).toEqual([bar.fen, bar.fen])
  })

  it('shows as coming back what calls gave back beyond what they got', () => {
    const figures = moneyFigures([move('fund', 'call', 10n, 500n), move('call', 'fund', 60n)], nothing)
    const graph = flowGraph(figures)
    expect(graph.links).toContainEqual({ from: 'fromCalls', to: 'fund', fen: 50n })
    expect(graph.links).toContainEqual({ from: 'call', to: 'toFunds', fen: 50n })
    const call = balance(graph).find(({ key }) => key === 'call')
    expect(call).toEqual({ key: 'call', fen: 500n, in: 500n, out: 500n })
  })

  it('balances when vouchers were struck out', () => {
    const figures = moneyFigures([move('award', 'org', 0n, 100n)], { ...nothing, spentBefore: 80n, spentAfter: 30n })
    expect(balance(flowGraph(figures)).find(({ key }) => key === 'paid')).toMatchObject({ fen: 70n, in: 70n, out: 70n })
  })

  it('is empty without money', () => {
    expect(flowGraph(moneyFigures([], nothing))).toEqual({ nodes: [], links: [] })
  })
})
