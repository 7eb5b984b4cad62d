import type { FundSource } from '../ledger/schema.ts'

/** What an account is by the first word of its code: app/domain/ledger/accounts.ts. */
export type Holder = 'gov' | 'donor' | 'appeal' | 'fund' | 'call' | 'award' | 'org' | 'clawback'

/** What went from one kind of account to another, fen: before the period and in it. */
export type Move = {
  from: Holder
  to: Holder
  source: FundSource | null
  beforeFen: bigint
  duringFen: bigint
}

/** Of what organizations received: what recognized vouchers cover, and what they may keep without; at the beginning and the end of the period. */
export type Spending = { spentBefore: bigint; spentAfter: bigint; keptBefore: bigint; keptAfter: bigint }

/** A period's money, fen. `left` is what is still there at its end, `opening` what was there at its beginning. */
export type MoneyFigures = {
  sources: readonly { source: FundSource; fen: bigint }[]
  /** Came back from organizations to funds. */
  refunded: bigint
  /** Went from funds back to the treasury. */
  lapsed: bigint
  /** To calls, and what came back from them. */
  allocated: bigint
  unallocated: bigint
  /** Under contract, and what contracts gave back to the budgets of their calls. */
  committed: bigint
  uncommitted: bigint
  released: bigint
  spent: bigint
  kept: bigint
  returned: bigint
  writtenOff: bigint
  opening: Record<Stage, bigint>
  left: Record<Stage, bigint>
}

/** Where money is, in the order it goes; `paid` is with an organization and not yet accounted for. */
export const stages = ['fund', 'call', 'award', 'paid'] as const
export type Stage = (typeof stages)[number]

/** The figures of a period out of the moves between accounts; every stage: opening + in = out + left. */
export function moneyFigures(moves: readonly Move[], spending: Spending): MoneyFigures {
  const sum = (of: 'beforeFen' | 'duringFen', from: Holder, to: Holder) =>
    moves.reduce((total, move) => total + (move.from === from && move.to === to ? move[of] : 0n), 0n)
  const flows = (of: 'beforeFen' | 'duringFen', spent: bigint, kept: bigint) => {
    const at = (from: Holder, to: Holder) => sum(of, from, to)
    const writtenOff = at('clawback', 'org')
    const returned = at('clawback', 'fund') + at('clawback', 'gov')
    const flow = {
      appropriated: at('gov', 'fund') + at('appeal', 'fund'),
      refunded: at('clawback', 'fund'),
      lapsed: at('fund', 'gov'),
      allocated: at('fund', 'call'),
      unallocated: at('call', 'fund'),
      committed: at('call', 'award'),
      uncommitted: at('award', 'call'),
      released: at('award', 'org'),
      spent,
      kept,
      returned,
      writtenOff,
    }
    const change: Record<Stage, bigint> = {
      fund: flow.appropriated + flow.refunded + flow.unallocated - flow.lapsed - flow.allocated,
      call: flow.allocated + flow.uncommitted - flow.unallocated - flow.committed,
      award: flow.committed - flow.uncommitted - flow.released,
      paid: flow.released - spent - kept - returned - writtenOff,
    }
    return { flow, change }
  }
  const before = flows('beforeFen', spending.spentBefore, spending.keptBefore)
  const during = flows(
    'duringFen',
    spending.spentAfter - spending.spentBefore,
    spending.keptAfter - spending.keptBefore,
  )
  const given = new Map<FundSource, bigint>()
  for (const { from, to, source, duringFen } of moves)
    if (to === 'fund' && (from === 'gov' || from === 'appeal') && source !== null)
      given.set(source, (given.get(source) ?? 0n) + duringFen)
  const { appropriated: _, ...flow } = during.flow
  const each = (value: (stage: Stage) => bigint) =>
    Object.fromEntries(stages.map((stage) => [stage, value(stage)])) as Record<Stage, bigint>
  return {
    ...flow,
    sources: [...given].map(([source, fen]) => ({ source, fen })).filter(({ fen }) => fen > 0n),
    opening: before.change,
    left: each((stage) => before.change[stage] + during.change[stage]),
  }
}

export type FlowKey =
  | Stage
  | `source.${FundSource}`
  | `opening.${Stage}`
  | `left.${Stage}`
  | 'refunded'
  | 'fromCalls'
  | 'toFunds'
  | 'fromContracts'
  | 'toCalls'
  | 'lapsed'
  | 'spent'
  | 'kept'
  | 'returned'
  | 'writtenOff'
  | 'corrected'

/** A picture of the flow: what stands in which column, in the order it is read, and what goes between. No amount is below zero. */
export type FlowNode = { key: FlowKey; column: number; fen: bigint }
export type FlowLink = { from: FlowKey; to: FlowKey; fen: bigint }
export type FlowGraph = { nodes: FlowNode[]; links: FlowLink[] }

type Side = readonly [FlowKey, bigint]
const below = (fen: bigint): bigint => (fen < 0n ? -fen : 0n)

/**
 * Every stage is a bar through which everything goes that came into it; what does not go on to the next stage ends beside it. Where more
 * came back to a stage than went on from it, the difference is shown as coming back.
 */
export function flowGraph(figures: MoneyFigures): FlowGraph {
  const { opening, left } = figures
  const allocated = figures.allocated - figures.unallocated
  const committed = figures.committed - figures.uncommitted
  const ins: Record<Stage, Side[]> = {
    fund: [
      ...figures.sources.map(({ source, fen }): Side => [`source.${source}`, fen]),
      ['refunded', figures.refunded],
      ['fromCalls', -allocated],
    ],
    call: [['fromContracts', -committed]],
    award: [],
    // Vouchers struck out after the period began are more than those recognized in it.
    paid: [['corrected', below(figures.spent) + below(figures.kept)]],
  }
  const outs: Record<Stage, Side[]> = {
    fund: [['lapsed', figures.lapsed]],
    call: [['toFunds', -allocated]],
    award: [['toCalls', -committed]],
    paid: [
      ['spent', figures.spent],
      ['kept', figures.kept],
      ['returned', figures.returned],
      ['writtenOff', figures.writtenOff],
    ],
  }
  const on: Record<Stage, bigint> = { fund: allocated, call: committed, award: figures.released, paid: 0n }
  const nodes: FlowNode[] = []
  const links: FlowLink[] = []
  stages.forEach((stage, index) => {
    const column = index + 1
    const sidesIn = [...ins[stage], [`opening.${stage}`, opening[stage]] as const].filter(([, fen]) => fen > 0n)
    const sidesOut = [...outs[stage], [`left.${stage}`, left[stage]] as const].filter(([, fen]) => fen > 0n)
    const before = stages[index - 1]
    const come = before === undefined || on[before] <= 0n ? 0n : on[before]
    const fen = sidesIn.reduce((sum, [, part]) => sum + part, come)
    if (fen <= 0n) return
    for (const [key, part] of sidesIn) nodes.push({ key, column: column - 1, fen: part })
    nodes.push({ key: stage, column, fen })
    if (before !== undefined && come > 0n) links.push({ from: before, to: stage, fen: come })
    for (const [key, part] of sidesIn) links.push({ from: key, to: stage, fen: part })
    for (const [key, part] of sidesOut) {
      nodes.push({ key, column: column + 1, fen: part })
      links.push({ from: stage, to: key, fen: part })
    }
  })
  return { nodes, links }
}
