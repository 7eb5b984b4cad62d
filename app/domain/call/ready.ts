import { validateCriteria } from '../scoring/criteria.ts'
import { addDays, compareDays, type Day, dayOf } from '../shared/day.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'
import { checkBidPeriod } from './periods.ts'
import { type CallMethod, type CriterionKind, regimeOf } from './terms.ts'

/** A call as its drafter sees it: everything that must be right before anyone is asked to approve it. */
export type CallSheet = {
  method: CallMethod
  summary: string
  requirement: string
  beneficiaries: string
  budgetFen: bigint
  fundId: string | null
  bidDeadlineAt: Date
  startsOn: Day
  endsOn: Day
  quorum: number
  criteria: readonly { kind: CriterionKind; points: string }[]
  milestones: readonly { dueOn: Day; trancheBps: number }[]
  documents: number
}

export const callParts = ['basics', 'requirement', 'money', 'dates', 'criteria', 'plan', 'documents'] as const
export type CallPart = (typeof callParts)[number]
export type PartState = 'done' | 'attention' | 'notStarted' | 'optional'

/** A warning is said and does not stop anyone. Text: call.problem.<code>. */
export type CallProblem = {
  part: CallPart
  code: string
  data: Record<string, string | number>
  isWarning: boolean
}

type Surroundings = { now: Date; availableFen: bigint | undefined; calendar: WorkingCalendar }

const problem = (part: CallPart, code: string, data: CallProblem['data'] = {}): CallProblem => ({
  part,
  code,
  data,
  isWarning: false,
})
const warning = (part: CallPart, code: string, data: CallProblem['data'] = {}): CallProblem => ({
  ...problem(part, code, data),
  isWarning: true,
})

/** Everything that is not right yet, part by part; without a blocking one the call may be submitted and published. */
export function callProblems(sheet: CallSheet, surroundings: Surroundings): CallProblem[] {
  return [
    ...requirementProblems(sheet),
    ...moneyProblems(sheet, surroundings.availableFen),
    ...dateProblems(sheet, surroundings),
    ...criteriaProblems(sheet),
    ...planProblems(sheet),
  ]
}

export const isBlocked = (problems: readonly CallProblem[]): boolean => problems.some(({ isWarning }) => !isWarning)

function requirementProblems({ summary, requirement, beneficiaries }: CallSheet): CallProblem[] {
  return [
    ...(summary === '' ? [problem('requirement', 'no-summary')] : []),
    ...(requirement === '' ? [problem('requirement', 'no-requirement')] : []),
    ...(beneficiaries === '' ? [problem('requirement', 'no-beneficiaries')] : []),
  ]
}

function moneyProblems({ fundId, budgetFen }: CallSheet, availableFen: bigint | undefined): CallProblem[] {
  if (fundId === null) return [problem('money', 'no-fund')]
  return availableFen === undefined || availableFen < budgetFen
    ? [problem('money', 'fund-short', { availableFen: String(availableFen ?? 0n), budgetFen: String(budgetFen) })]
    : []
}

/** Service contracts run at most three years, normally one (Ministry of Finance order 102, art 24; rules B2). */
const termDays = { normal: 366, most: 3 * 366 }

function dateProblems(sheet: CallSheet, { now, calendar }: Surroundings): CallProblem[] {
  const { method, bidDeadlineAt, startsOn, endsOn, quorum } = sheet
  const found: CallProblem[] = []
  const period = checkBidPeriod({ method, deadlineAt: bidDeadlineAt }, now, calendar)
  if (period.verdict === 'past') found.push(problem('dates', 'deadline-past'))
  if (period.verdict === 'too-soon') found.push(problem('dates', 'deadline-too-soon'))
  if (period.verdict === 'too-short' || period.verdict === 'short') {
    const { rule, earliest = '', verdict } = period
    const data = { days: rule.days, unit: rule.unit, source: rule.source, earliest }
    found.push(
      verdict === 'too-short' ? problem('dates', 'period-too-short', data) : warning('dates', 'period-short', data),
    )
  }
  if (compareDays(startsOn, dayOf(bidDeadlineAt)) < 0) found.push(problem('dates', 'starts-before-deadline'))
  if (regimeOf(method) === 'PROCUREMENT') {
    if (compareDays(endsOn, addDays(startsOn, termDays.most)) > 0) found.push(problem('dates', 'term-too-long'))
    else if (compareDays(endsOn, addDays(startsOn, termDays.normal)) > 0) found.push(warning('dates', 'term-long'))
  }
  // Order 87, art 47: an open tender is judged by at least five.
  if (method === 'OPEN_TENDER' && quorum < 5) found.push(warning('dates', 'quorum-low'))
  return found
}

/** Bounds of the price for services: consultation 10-30, open tender from 10 (rules B4, B6). */
const priceWeights: Partial<Record<CallMethod, { min: number; max: number }>> = {
  OPEN_TENDER: { min: 10, max: 100 },
  COMPETITIVE_CONSULTATION: { min: 10, max: 30 },
}

function criteriaProblems({ criteria, method }: CallSheet): CallProblem[] {
  if (criteria.length === 0) return [problem('criteria', 'no-criteria')]
  const set = {
    scaleMode: 'points' as const,
    criteria: criteria.map(({ kind, points }, index) => ({
      id: String(index),
      title: String(index),
      maxPoints: points,
      kind: kind === 'PRICE' ? ('price' as const) : ('subjective' as const),
      ...(kind === 'PRICE' ? { formula: 'lowestOverBid' as const } : {}),
    })),
  }
  const priceWeight = priceWeights[method]
  const found = validateCriteria(set, priceWeight === undefined ? {} : { priceWeight }).map(
    ({ code, data = {} }): CallProblem => {
      const short = code.replace('criteria.', 'criteria-')
      return code === 'criteria.price-weight' ? warning('criteria', short, data) : problem('criteria', short, data)
    },
  )
  if (priceWeight !== undefined && !criteria.some(({ kind }) => kind === 'PRICE'))
    found.push(warning('criteria', 'no-price', { min: priceWeight.min }))
  return found
}

function planProblems({ milestones, startsOn, endsOn }: CallSheet): CallProblem[] {
  if (milestones.length === 0) return [problem('plan', 'no-milestones')]
  const total = milestones.reduce((sum, { trancheBps }) => sum + trancheBps, 0)
  const outside = milestones.flatMap(({ dueOn }, index) =>
    compareDays(dueOn, startsOn) < 0 || compareDays(dueOn, endsOn) > 0 ? [index + 1] : [],
  )
  const unordered = milestones.some(
    ({ dueOn }, index) => index > 0 && compareDays(dueOn, milestones[index - 1]?.dueOn ?? dueOn) < 0,
  )
  return [
    ...(total === 10_000 ? [] : [problem('plan', 'shares-not-whole', { total: total / 100 })]),
    ...outside.map((number) => problem('plan', 'due-outside', { number })),
    ...(unordered ? [problem('plan', 'due-unordered')] : []),
  ]
}

/** How far each part is: done, looked at and not right, or untouched. Documents are the only part one may leave out. */
export function partStates(sheet: CallSheet, problems: readonly CallProblem[]): Record<CallPart, PartState> {
  const blocked = new Set(problems.filter(({ isWarning }) => !isWarning).map(({ part }) => part))
  const stateOf = (part: CallPart, isUntouched: boolean): PartState =>
    isUntouched ? 'notStarted' : blocked.has(part) ? 'attention' : 'done'
  return {
    basics: 'done',
    requirement: stateOf('requirement', sheet.summary === '' && sheet.requirement === '' && sheet.beneficiaries === ''),
    money: stateOf('money', false),
    dates: stateOf('dates', false),
    criteria: stateOf('criteria', sheet.criteria.length === 0),
    plan: stateOf('plan', sheet.milestones.length === 0),
    documents: sheet.documents > 0 ? 'done' : 'optional',
  }
}
