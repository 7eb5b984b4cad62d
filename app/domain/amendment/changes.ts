import { z } from 'zod'
import { evidenceKinds } from '../milestone/terms.ts'
import { type ContractContent, type NewestContent, termsOf } from '../project/contract-content.ts'
import { canonicalJson } from '../scoring/canonical.ts'
import { ok, type Outcome, refuse } from '../shared/outcome.ts'
import type { AmendmentKind } from './authority.ts'

const fen = z.string().regex(/^\d+$/)
const position = z.number().int()
/** `criteria` and `evidence` are not there in amendments from before milestones had them: those change nothing in them. */
const agreed = z.strictObject({
  dueOn: z.string(),
  deliverable: z.string(),
  targets: z.array(z.number().int().min(0)),
  criteria: z.array(z.string()).exactOptional(),
  evidence: z.array(z.enum(evidenceKinds)).exactOptional(),
})

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

type Milestone = NewestContent['milestones'][number]
type Agreed = Required<MilestoneChange['from']>

/** Content from before there were budget lines has none. */
export const linesOf = (content: ContractContent): NewestContent['budgetLines'] =>
  content.schema === 'commonweal.contract/1' ? [] : content.budgetLines

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

/** `criteria` and `evidence`: left out, they stay as they are. */
export type MilestoneWish = {
  position: number
  dueOn: string
  deliverable: string
  targets: readonly number[]
  criteria?: Agreed['criteria']
  evidence?: Agreed['evidence']
}

/** What a milestone that may change can have otherwise: its day, what is delivered and shown, what it aims at and is judged by. */
export const agreedOf = ({ dueOn, deliverable, indicators, criteria, evidence }: Milestone): Agreed => ({
  dueOn,
  deliverable,
  targets: indicators.map(({ target }) => target),
  criteria,
  evidence,
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
    const milestone = termsOf(content).find((one) => one.position === at)
    if (milestone === undefined) return refuse('invalid')
    const from = agreedOf(milestone)
    const to = { ...from, ...wish, targets: [...wish.targets] }
    if (to.targets.length !== from.targets.length) return refuse('invalid')
    if (isSame(from, to)) continue
    if (!changeable.has(at)) return refuse('amendment.milestone-fixed')
    if (to.dueOn !== from.dueOn && to.dueOn < today) return refuse('amendment.day-past')
    changed.push({ position: at, title: milestone.title, from, to })
  }
  if (changed.length === 0) return refuse('amendment.nothing-changed')
  return ok({ changes: { kind: 'MILESTONE' as const, milestones: changed } })
}

const isSame = (a: Agreed, b: Agreed): boolean => canonicalJson(a) === canonicalJson(b)

export type AmendmentHead = { number: number; kind: AmendmentKind; reason: string; previousSha256: string }

/** The whole content as amended: what is signed names the hash of what it takes the place of. */
export function amendContent(
  content: ContractContent,
  changes: AmendmentChanges,
  amendment: AmendmentHead,
): NewestContent {
  const amended: NewestContent = {
    ...content,
    schema: 'commonweal.contract/4',
    milestones: termsOf(content),
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
    criteria: to.criteria ?? milestone.criteria,
    evidence: to.evidence ?? milestone.evidence,
    indicators: milestone.indicators.map((one, index) => ({ ...one, target: to.targets[index] ?? one.target })),
  }
}
