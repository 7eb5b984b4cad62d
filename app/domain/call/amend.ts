import { endOfTerm } from '../rule-book/deadline.ts'
import { periodOf, type RuleBook } from '../rule-book/rule-book.ts'
import { addDays, compareDays, type Day, dayOf } from '../shared/day.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'

/** What of a published call may be amended; anything else needs a new call. Column names: they are what the database checks. */
export type Amendable = {
  summary: string
  requirement: string
  beneficiaries: string
  ceiling_fen: string
  bid_deadline_at: string
  starts_on: Day
  ends_on: Day
}
export const amendableFields = [
  'summary',
  'requirement',
  'beneficiaries',
  'ceiling_fen',
  'bid_deadline_at',
  'starts_on',
  'ends_on',
] as const satisfies readonly (keyof Amendable)[]
export type AmendableField = (typeof amendableFields)[number]
export type Changes = Partial<Record<AmendableField, { from: string; to: string }>>

/** Field by field, what it was and what it is to be. */
export const changesBetween = (before: Amendable, after: Amendable): Changes =>
  Object.fromEntries(
    amendableFields.flatMap((field) =>
      before[field] === after[field] ? [] : [[field, { from: before[field], to: after[field] }]],
    ),
  )

/** More than time: whoever has sealed a bid must look at it again. */
export const isMaterial = (changes: Changes): boolean =>
  Object.keys(changes).some((field) => field !== 'bid_deadline_at')

type Surroundings = {
  book: Pick<RuleBook, 'periods'>
  calendar: WorkingCalendar
  /** The day it is published. */
  today: Day
  budgetFen: bigint
  milestones: readonly { dueOn: Day }[]
}

/**
 * Whether the amendment may be published today: bidders keep the book's time before the deadline, or the deadline moves; it never
 * comes nearer (实施条例 art. 31, 财库〔2014〕214号 art. 10).
 */
export function decideAmendment(
  before: Amendable,
  after: Amendable,
  around: Surroundings,
): Outcome<{ changes: Changes }> {
  const changes = changesBetween(before, after)
  if (Object.keys(changes).length === 0) return refuse('call.nothing-changed')
  if (Date.parse(after.bid_deadline_at) < Date.parse(before.bid_deadline_at))
    return refuse('call.deadline-earlier', { field: 'bidDeadlineAt' })
  if (BigInt(after.ceiling_fen) > around.budgetFen) return refuse('call.ceiling-over-budget', { field: 'ceiling' })
  const closesOn = dayOf(new Date(after.bid_deadline_at))
  if (compareDays(after.starts_on, closesOn) < 0) return refuse('call.starts-before-deadline', { field: 'startsOn' })
  if (compareDays(after.ends_on, after.starts_on) < 0) return refuse('call.ends-before-start', { field: 'endsOn' })
  const isOutside = ({ dueOn }: { dueOn: Day }) =>
    compareDays(dueOn, after.starts_on) < 0 || compareDays(dueOn, after.ends_on) > 0
  if (around.milestones.some(isOutside)) return refuse('call.milestones-outside', { field: 'endsOn' })
  if (isMaterial(changes)) {
    const earliest = earliestDeadline(around)
    if (!earliest.ok) return earliest
    if (compareDays(closesOn, earliest.day) < 0)
      return refuse('call.deadline-must-move', { field: 'bidDeadlineAt', data: { earliest: earliest.day } })
  }
  return ok({ changes })
}

const daysLookedAt = 60

/** The first day a deadline may fall on when something else changes today. */
export function earliestDeadline({
  book,
  calendar,
  today,
}: Pick<Surroundings, 'book' | 'calendar' | 'today'>): Outcome<{ day: Day }> {
  const rule = periodOf(book, 'amendment')
  if (rule === undefined) return ok({ day: today })
  for (let count = 0; count <= daysLookedAt; count += 1) {
    const day = addDays(today, count)
    const last = endOfTerm(rule, day, calendar)
    if (!last.ok) return last
    if (compareDays(last.day, today) >= 0) return ok({ day })
  }
  throw new RangeError('no amendment needs two months')
}

const hourMs = 60 * 60 * 1000

/** A suspended call gets back the time it stood still, in whole days; a part of a day counts as one. */
export const suspendedDays = (from: Date, to: Date): number =>
  Math.max(1, Math.ceil((to.getTime() - from.getTime()) / (24 * hourMs)))

/** Its deadline then: the same time of day, so many days later. */
export const deadlineAfter = (deadline: Date, days: number): Date => new Date(deadline.getTime() + days * 24 * hourMs)
