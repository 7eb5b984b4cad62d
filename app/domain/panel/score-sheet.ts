import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import { exact } from '../scoring/exact.ts'
import { type PanelBidFacts, panelBidPolicy } from './policy.ts'
import { may } from '../shared/policy.ts'
import type { Actor } from '../shared/actor.ts'

export type SheetEntry = { readonly criterionId: string; readonly points: string | null; readonly reason: string }
export type SheetCriterion = { readonly id: string; readonly maxPoints: string }

/** Whether this person may write this sheet now; a bid that may not be seen is not there. */
export function decideScore(actor: Actor, facts: PanelBidFacts): Outcome {
  if (may(panelBidPolicy, 'score', actor, facts)) return ok()
  if (facts.seat?.state !== 'SEATED' || !facts.isOfGroup) return refuse('not-found')
  if (facts.declared === undefined) return refuse('panel.declare-first')
  if (facts.declared !== 'NONE') return refuse('not-found')
  if (facts.sheetState === 'SUBMITTED') return refuse('score-sheet.submitted')
  return refuse(facts.panelState === 'CLOSED' ? 'panel.closed' : 'score-sheet.not-entitled')
}

/** For which marks the published call asks a reason. */
export const reasonsRules = ['EVERY', 'EXTREMES', 'NONE'] as const
export type ReasonsRule = (typeof reasonsRules)[number]

/** Every mark, or only those below 60 % or above 90 % of the points; PostgreSQL asks the same when a sheet is handed in. */
export function needsReason(rule: ReasonsRule, points: string, max: string): boolean {
  if (rule !== 'EXTREMES') return rule === 'EVERY'
  const [given, most] = [exact(plainDecimal(points)), exact(plainDecimal(max))]
  return given.lt(most.times(exact('0.6'))) || given.gt(most.times(exact('0.9')))
}

/** A sheet to be handed in has points everywhere, and reasons where the call asks for them. */
export function decideWhole(
  rule: ReasonsRule,
  criteria: readonly SheetCriterion[],
  entries: readonly SheetEntry[],
): Outcome {
  const maxima = new Map(criteria.map(({ id, maxPoints }) => [id, maxPoints]))
  for (const [place, { criterionId, points, reason }] of entries.entries()) {
    const max = maxima.get(criterionId)
    if (points === null) return refuse('score-sheet.points-missing', { field: `scores[${place}].points` })
    if (max !== undefined && reason === '' && needsReason(rule, points, max))
      return refuse('score-sheet.reason-missing', { field: `scores[${place}].reason` })
  }
  return ok()
}

/** Marks within 0 and the criterion's points, for criteria of this call only; an empty box is allowed while it is a draft. */
export function decideEntries(
  criteria: readonly SheetCriterion[],
  entries: readonly SheetEntry[],
): Outcome<{ entries: readonly SheetEntry[] }> {
  const maxima = new Map(criteria.map(({ id, maxPoints }) => [id, maxPoints]))
  for (const [place, { criterionId, points }] of entries.entries()) {
    const max = maxima.get(criterionId)
    if (max === undefined) return refuse('not-found')
    if (points !== null && exact(plainDecimal(points)).gt(exact(plainDecimal(max))))
      return refuse('score.out-of-range', { field: `scores[${place}].points`, data: { max: plainDecimal(max) } })
  }
  return ok({ entries })
}

/** `"07.50"` → `"7.5"`: one spelling of one mark, so that the record shows what was meant. */
export function plainDecimal(text: string): string {
  const [whole = '0', decimals = ''] = text.split('.')
  const kept = decimals.replace(/0+$/, '')
  const digits = whole.replace(/^0+(?=\d)/, '')
  return kept === '' ? digits : `${digits}.${kept}`
}
