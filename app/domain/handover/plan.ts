import { z } from 'zod'
import { countings, evidenceKinds } from '../milestone/terms.ts'
import { compareDays, type Day } from '../shared/day.ts'
import { allocate, type Fen } from '../shared/money.ts'
import { ok, type Outcome, refuse } from '../shared/outcome.ts'

/** A milestone that is handed over, with all it is judged by. Money is fen as text, days are `YYYY-MM-DD`. */
export const planMilestone = z.strictObject({
  title: z.string(),
  deliverable: z.string(),
  dueOn: z.string(),
  amountFen: z.string().regex(/^\d+$/),
  indicators: z.array(
    z.strictObject({ name: z.string(), unit: z.string(), target: z.number().int(), counting: z.enum(countings) }),
  ),
  criteria: z.array(z.string()),
  evidence: z.array(z.enum(evidenceKinds)),
})
export const handoverPlan = z.array(planMilestone).min(1)
export type PlanMilestone = z.output<typeof planMilestone>

/** What is left of a project: the milestones whose money its early end took back, in their order. */
export type LeftMilestone = Omit<PlanMilestone, 'dueOn' | 'amountFen'> & { readonly amountFen: Fen }

/**
 * The rest as a reserve is asked to take it over: each milestone keeps its share of what was left, to the fen by largest remainder, and is
 * due on the day the body names. A share of less than a fen goes to nobody.
 */
export function planHandover(
  left: readonly LeftMilestone[],
  { amountFen, days, startsOn, endsOn }: { amountFen: Fen; days: readonly Day[]; startsOn: Day; endsOn: Day },
): Outcome<{ plan: PlanMilestone[] }> {
  if (left.length === 0) return refuse('handover.nothing-left')
  if (days.length !== left.length) return refuse('invalid')
  if (compareDays(endsOn, startsOn) < 0) return refuse('handover.days', { field: 'endsOn' })
  const outside = days.findIndex((day) => compareDays(day, startsOn) < 0 || compareDays(day, endsOn) > 0)
  if (outside >= 0) return refuse('handover.day-outside', { field: `days[${outside}]` })
  const parts = allocate(
    amountFen,
    left.map((milestone) => milestone.amountFen),
  )
  const plan = left.flatMap((milestone, index) => {
    const part = parts[index] ?? 0n
    const dueOn = days[index]
    return part > 0n && dueOn !== undefined ? [{ ...milestone, dueOn, amountFen: part.toString() }] : []
  })
  return ok({ plan })
}
