import { z } from 'zod'
import type { ContractContent } from '../project/contract-content.ts'
import { ok, type Outcome, refuse } from '../shared/outcome.ts'
import type { AmendmentKind } from './authority.ts'

const fen = z.string().regex(/^\d+$/)
const position = z.number().int()
const agreed = z.strictObject({ dueOn: z.string(), deliverable: z.string(), targets: z.array(z.number().int().min(0)) })

/** Part by part what it was and what it is to be; what stays is not there. Money is fen as text, days are `YYYY-MM-DD`. */
export const amendmentChanges = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('BUDGET'),
    lines: z.array(z.strictObject({ position, item: z.string(), fromFen: fen, toFen: fen })).min(1),
  }),
  z.strictObject({
    kind: z.literal('MILESTONE'),
    milestones: z.array(z.strictObject({ position, title: z.string(), from: agreed, to: agreed })).min(1),
  }),
])
export type AmendmentChanges = z.output<typeof amendmentChanges>
export type MilestoneChange = Extract<AmendmentChanges, { kind: 'MILESTONE' }>['milestones'][number]

type Content2 = Extract<ContractContent, { schema: 'commonweal.contract/2' }>
type Milestone = ContractContent['milestones'][number]

/** Content from before there were budget lines has none. */
export const linesOf = (content: ContractContent): Content2['budgetLines'] =>
  content.schema === 'commonweal.contract/2' ? content.budgetLines : []

/** Money moves between the lines there are, and the whole stays what it is. `amounts`: fen by position. */
export function budgetChanges(
  content: ContractContent,
  amounts: ReadonlyMap<number, bigint>,
): Outcome<{ changes: AmendmentChanges }> {
  const lines = linesOf(content)
  if (lines.length < 2) return refuse('amendment.no-lines')
  const to = (line: (typeof lines)[number]) => amounts.get(line.position) ?? BigInt(line.amountFen)
  if (lines.reduce((sum, line) => sum + to(line), 0n) !== BigInt(content.amountFen))
    return refuse('amendment.total-changed')
  const changed = lines.filter((line) => to(line) !== BigInt(line.amountFen))
  if (changed.length === 0) return refuse('amendment.nothing-changed')
  return ok({
    changes: {
      kind: 'BUDGET' as const,
      lines: changed.map((line) => ({
        position: line.position,
        item: line.item,
        fromFen: line.amountFen,
        toFen: to(line).toString(),
      })),
    },
  })
}

export type MilestoneWish = { position: number; dueOn: string; deliverable: string; targets: readonly number[] }

/** What a milestone that may change can have otherwise: its day, what is delivered, what its indicators aim at. */
const agreedOf = ({ dueOn, deliverable, indicators }: Milestone) => ({
  dueOn,
  deliverable,
  targets: indicators.map(({ target }) => target),
})

/**
 * @param changeable positions of the milestones that are neither accepted nor reported
 * @param today a new day is not in the past
 */
export function milestoneChanges(
  content: ContractContent,
  wishes: readonly MilestoneWish[],
  { changeable, today }: { changeable: ReadonlySet<number>; today: string },
): Outcome<{ changes: AmendmentChanges }> {
  const changed: MilestoneChange[] = []
  for (const { position: at, ...wish } of wishes) {
    const milestone = content.milestones.find((one) => one.position === at)
    if (milestone === undefined) return refuse('invalid')
    const from = agreedOf(milestone)
    const to = { ...wish, targets: [...wish.targets] }
    if (to.targets.length !== from.targets.length) return refuse('invalid')
    if (isSame(from, to)) continue
    if (!changeable.has(at)) return refuse('amendment.milestone-fixed')
    if (to.dueOn !== from.dueOn && to.dueOn < today) return refuse('amendment.day-past')
    changed.push({ position: at, title: milestone.title, from, to })
  }
  if (changed.length === 0) return refuse('amendment.nothing-changed')
  return ok({ changes: { kind: 'MILESTONE' as const, milestones: changed } })
}

const isSame = (a: MilestoneChange['from'], b: MilestoneChange['to']): boolean =>
  a.dueOn === b.dueOn && a.deliverable === b.deliverable && a.targets.every((target, i) => target === b.targets[i])

export type AmendmentHead = { number: number; kind: AmendmentKind; reason: string; previousSha256: string }

/** The whole content as amended: what is signed names the hash of what it takes the place of. */
export function amendContent(content: ContractContent, changes: AmendmentChanges, amendment: AmendmentHead): Content2 {
  const amended: Content2 = {
    ...content,
    schema: 'commonweal.contract/2',
    budgetLines: linesOf(content),
    amendment,
  }
  if (changes.kind === 'BUDGET') {
    const to = new Map(changes.lines.map((line) => [line.position, line.toFen]))
    return {
      ...amended,
      budgetLines: amended.budgetLines.map((line) => ({ ...line, amountFen: to.get(line.position) ?? line.amountFen })),
    }
  }
  const to = new Map(changes.milestones.map((milestone) => [milestone.position, milestone.to]))
  return { ...amended, milestones: amended.milestones.map((one) => amendMilestone(one, to.get(one.position))) }
}

function amendMilestone(milestone: Milestone, to: MilestoneChange['to'] | undefined): Milestone {
  if (to === undefined) return milestone
  return {
    ...milestone,
    dueOn: to.dueOn,
    deliverable: to.deliverable,
    indicators: milestone.indicators.map((one, index) => ({ ...one, target: to.targets[index] ?? one.target })),
  }
}
