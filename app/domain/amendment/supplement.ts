import type { ContractContent } from '../project/contract-content.ts'
import { formatFen, type Fen, toFen } from '../shared/money.ts'
import { ok, type Outcome, refuse } from '../shared/outcome.ts'
import { type AmendmentChanges, linesOf } from './changes.ts'

export type SupplementChanges = Extract<AmendmentChanges, { kind: 'SUPPLEMENT' }>

/** A milestone that is added; its days are `YYYY-MM-DD`. An indicator without a name is none. */
export type MoreMilestone = {
  title: string
  deliverable: string
  dueOn: string
  amount: Fen
  indicator: string
  unit: string
  target: number
}
export type MoreLine = { item: string; basis: string; amount: Fen }

/** What the law leaves of a contract to be supplemented (政府采购法 art. 49), in fen: a share of what was signed first, less what was added since. */
export const supplementLeft = (firstFen: bigint, addedFen: bigint, limitBps: number): bigint =>
  (firstFen * BigInt(limitBps)) / 10_000n - addedFen

export type SupplementFacts = {
  leftFen: bigint
  /** Of all milestones there are, signed or not. */
  lastPosition: number
  today: string
}

/** More of the same service: further milestones with their money, and the lines it is spent on, which make the same sum. */
export function supplementChanges(
  content: ContractContent,
  { milestones, lines }: { milestones: readonly MoreMilestone[]; lines: readonly MoreLine[] },
  { leftFen, lastPosition, today }: SupplementFacts,
): Outcome<{ changes: SupplementChanges }> {
  if (milestones.length === 0) return refuse('amendment.nothing-changed')
  const moreFen = milestones.reduce((sum, { amount }) => sum + amount, 0n)
  if (milestones.some(({ amount }) => amount <= 0n)) return refuse('amendment.supplement-amount')
  if (moreFen > leftFen) return refuse('amendment.supplement-above', { data: { left: formatFen(toFen(leftFen)) } })
  if (milestones.some(({ dueOn }) => dueOn < today)) return refuse('amendment.day-past')
  const before = linesOf(content)
  const hasLines = before.length > 0
  if (hasLines !== lines.length > 0) return refuse(hasLines ? 'amendment.supplement-lines' : 'amendment.no-lines')
  if (hasLines && lines.reduce((sum, { amount }) => sum + amount, 0n) !== moreFen)
    return refuse('amendment.supplement-lines')
  const lastLine = Math.max(0, ...before.map(({ position }) => position))
  return ok({
    changes: {
      kind: 'SUPPLEMENT' as const,
      moreFen: moreFen.toString(),
      milestones: milestones.map(({ title, deliverable, dueOn, amount, indicator, unit, target }, index) => ({
        position: lastPosition + index + 1,
        title,
        deliverable,
        dueOn,
        trancheFen: amount.toString(),
        indicators: indicator === '' ? [] : [{ name: indicator, unit, target, counting: 'TYPED' as const }],
        criteria: [],
        evidence: [],
      })),
      lines: lines.map(({ item, basis, amount }, index) => ({
        position: lastLine + index + 1,
        item,
        basis,
        amountFen: amount.toString(),
      })),
    },
  })
}
