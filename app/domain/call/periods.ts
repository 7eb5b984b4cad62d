import { addDays, compareDays, type Day, dayOf, toDay } from '../shared/day.ts'
import { addWorkingDays, type WorkingCalendar } from '../shared/working-days.ts'
import type { CallMethod } from './terms.ts'

/** How long bidders have at least, from when on, by whose rule. */
export type PeriodRule = {
  method: CallMethod
  from: Day
  days: number
  unit: 'natural' | 'working'
  /** Statutory minimums block; the others are advice that the publisher confirms to have weighed. */
  isStatutory: boolean
  /** Whose rule: call.source.<code>. */
  source: 'procurement-law-35' | 'consultation-214-10' | 'non-tender-74' | 'good-practice'
}

/** The latest row that was in force on the day of publication holds. */
export const periodRules: readonly PeriodRule[] = [
  {
    method: 'OPEN_TENDER',
    from: toDay('2003-01-01'),
    days: 20,
    unit: 'natural',
    isStatutory: true,
    source: 'procurement-law-35',
  },
  {
    method: 'COMPETITIVE_CONSULTATION',
    from: toDay('2014-12-31'),
    days: 10,
    unit: 'natural',
    isStatutory: true,
    source: 'consultation-214-10',
  },
  {
    method: 'SMALL_PURCHASE',
    from: toDay('2014-02-01'),
    days: 3,
    unit: 'working',
    isStatutory: false,
    source: 'non-tender-74',
  },
  {
    method: 'VENTURE_CALL',
    from: toDay('2003-01-01'),
    days: 5,
    unit: 'natural',
    isStatutory: false,
    source: 'good-practice',
  },
]

/** Nobody can write a bid in less, and nothing published could be corrected. */
export const leastNoticeMs = 60 * 60 * 1000

export function periodRuleFor(method: CallMethod, day: Day): PeriodRule | undefined {
  return periodRules
    .filter((rule) => rule.method === method && compareDays(rule.from, day) <= 0)
    .toSorted((a, b) => compareDays(b.from, a.from))[0]
}

export type PeriodAnswer =
  | { verdict: 'fine' }
  | { verdict: 'past' | 'too-soon' }
  /** `earliest` is unknown when the working days of that year are not loaded yet. */
  | { verdict: 'too-short' | 'short'; rule: PeriodRule; earliest: Day | undefined }

/**
 * Whether bidders get their time when the call is issued now. The day of issue is not counted; the day of the deadline is
 * (rules B5). `too-short` is below the statutory minimum, `short` below what is advised.
 */
export function checkBidPeriod(
  { method, deadlineAt }: { method: CallMethod; deadlineAt: Date },
  now: Date,
  calendar: WorkingCalendar,
): PeriodAnswer {
  if (deadlineAt.getTime() <= now.getTime()) return { verdict: 'past' }
  if (deadlineAt.getTime() - now.getTime() < leastNoticeMs) return { verdict: 'too-soon' }
  const issuedOn = dayOf(now)
  const rule = periodRuleFor(method, issuedOn)
  if (rule === undefined) return { verdict: 'fine' }
  const earliest = earliestDay(rule, issuedOn, calendar)
  if (earliest !== undefined && compareDays(dayOf(deadlineAt), earliest) >= 0) return { verdict: 'fine' }
  return { verdict: rule.isStatutory ? 'too-short' : 'short', rule, earliest }
}

function earliestDay(rule: PeriodRule, issuedOn: Day, calendar: WorkingCalendar): Day | undefined {
  if (rule.unit === 'natural') return addDays(issuedOn, rule.days)
  const answer = addWorkingDays(issuedOn, rule.days, calendar)
  return answer.ok ? answer.day : undefined
}
