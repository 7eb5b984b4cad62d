import { type Day, daysBetween } from '../shared/day.ts'
import { median } from './median.ts'

/** What happens to a call, in its order. Of what happens several times (awards, contracts, payments) the first counts. */
export const moments = ['published', 'deadline', 'opened', 'result', 'award', 'contract', 'paid'] as const
export type Moment = (typeof moments)[number]
/** A moment that has not come, or is not public, is null. */
export type CallDays = Record<Moment, Day | null>

/** The steps between one moment and the next, each by the moment that ends it. */
export const steps = ['deadline', 'opened', 'result', 'award', 'contract', 'paid'] as const satisfies readonly Moment[]
export type Step = (typeof steps)[number]
export type StepDays = Record<Step, number | null>

const between = (from: Day | null, to: Day | null): number | null =>
  from === null || to === null || to < from ? null : daysBetween(from, to)

/** Calendar days of each step; null where one of its ends is not known, or the days on record run backwards. */
export const stepDays = (days: CallDays): StepDays =>
  Object.fromEntries(
    steps.map((step) => {
      const before = moments[moments.indexOf(step) - 1] ?? 'published'
      return [step, between(days[before], days[step])]
    }),
  ) as StepDays

/** From the notice to the first payment. */
export const wholeDays = (days: CallDays): number | null => between(days.published, days.paid)

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)

/** The middle call of those that have each step behind them. */
export const medianDays = (calls: readonly CallDays[]): StepDays => {
  const each = calls.map(stepDays)
  return Object.fromEntries(steps.map((step) => [step, median(known(each.map((days) => days[step])))])) as StepDays
}

export const medianWhole = (calls: readonly CallDays[]): number | null => median(known(calls.map(wholeDays)))

/** How many bids came how far. */
export const rungs = ['sealed', 'valid', 'scored', 'awarded', 'contracted', 'paid'] as const
export type Rung = (typeof rungs)[number]
/** A count that is not public yet is null. */
export type Rungs = Record<Rung, number | null>

/** All of them together, of calls that have every count. */
export const sumRungs = (calls: readonly Rungs[]): Record<Rung, number> =>
  Object.fromEntries(rungs.map((rung) => [rung, calls.reduce((sum, call) => sum + (call[rung] ?? 0), 0)])) as Record<
    Rung,
    number
  >
