import { paymentClock } from '../ledger/payment-clock.ts'
import type { MilestoneState } from '../milestone/lifecycle.ts'
import { isOverdue, isOwed } from '../milestone/progress.ts'
import { type Day, daysBetween } from '../shared/day.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'
import { figuresOf, type Tally } from '../voice/figures.ts'
import { moneyWarnings } from './money-warnings.ts'
import { type StaffTally, staffWarnings } from './staff-warnings.ts'

export const warningCodes = [
  'REPORT_LATE',
  'REPORT_NOT_STARTED',
  'UNDERSPENT',
  'OVERSPENT',
  'LOW_SATISFACTION',
  'DOCUMENT_EXPIRING',
  'RATING_EXPIRING',
  'EVALUATION_OVERDUE',
  'PAYMENT_OVERDUE',
  'OBSERVATION_OVERDUE',
  'STAFF_LEAVING',
] as const
export type WarningCode = (typeof warningCodes)[number]

/** From the gravest. */
export const warningLevels = ['HIGH', 'MEDIUM', 'LOW'] as const
export type WarningLevel = (typeof warningLevels)[number]

/** `figures` fill the sentence: texts and numbers; fen as text under a name that ends in Fen, days under one that ends in On. */
export type FoundWarning = {
  code: WarningCode
  subject: string
  level: WarningLevel
  figures: Readonly<Record<string, string | number>>
  since: Day
}

/** What is known of one project. Fen are whole numbers as text, days `YYYY-MM-DD`. */
export type ProjectFacts = {
  state: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED'
  startsOn: Day
  endsOn: Day
  amountFen: string
  paidFen: string
  milestones: readonly {
    id: string
    position: number
    title: string
    dueOn: Day
    state: MilestoneState
    hasDraft: boolean
  }[]
  payments: readonly { id: string; position: number; title: string; acceptedOn: Day; termDays: number | null }[]
  /** The organization's grade in force. */
  rating: { id: string; grade: number; validUntil: Day } | null
  documents: readonly { id: string; kind: string; validUntil: Day }[]
  evaluations: readonly { id: string; kind: string; dueOn: Day }[]
  observations: readonly { id: string; dueOn: Day }[]
  voice: Tally
  staff: StaffTally
}

const notStartedDays = 14
const veryLateDays = 14
const expiringDays = 30
const ratingExpiringDays = 90
/** Shares of satisfied people below which somebody should look, in percent. */
const satisfiedLow = 60
const satisfiedVeryLow = 40

/** Everything that somebody should look at, each said with its figures. A suspended project owes no report; an ended one only what it owes. */
export function findWarnings(facts: ProjectFacts, today: Day, calendar: WorkingCalendar): FoundWarning[] {
  const isRunning = facts.state === 'ACTIVE'
  return [
    ...(isRunning
      ? [
          ...reportWarnings(facts, today),
          ...moneyWarnings(facts, today),
          ...voiceWarnings(facts, today),
          ...staffWarnings(facts, today),
        ]
      : []),
    ...(facts.state === 'TERMINATED' ? [] : [...documentWarnings(facts, today), ...ratingWarnings(facts, today)]),
    ...(facts.state === 'SUSPENDED' ? [] : paymentWarnings(facts, today, calendar)),
    ...overdue(facts, today),
  ]
}

function reportWarnings({ milestones }: ProjectFacts, today: Day): FoundWarning[] {
  return milestones.flatMap(({ id, position, title, dueOn, state, hasDraft }): FoundWarning[] => {
    const days = daysBetween(today, dueOn)
    if (isOverdue({ state, dueOn }, today))
      return [
        {
          code: 'REPORT_LATE',
          subject: id,
          level: -days > veryLateDays ? 'HIGH' : 'MEDIUM',
          figures: { position, title, days: -days },
          since: dueOn,
        },
      ]
    if (isOwed(state) && !hasDraft && days <= notStartedDays)
      return [
        { code: 'REPORT_NOT_STARTED', subject: id, level: 'LOW', figures: { position, title, days }, since: today },
      ]
    return []
  })
}

/** With fewer than five answers nothing is said at all (app/domain/voice/figures.ts). */
function voiceWarnings({ voice }: ProjectFacts, today: Day): FoundWarning[] {
  const figures = figuresOf(voice)
  if (figures === null || figures.satisfied.percent >= satisfiedLow) return []
  const { n, percent } = figures.satisfied
  const level = percent < satisfiedVeryLow ? 'HIGH' : 'MEDIUM'
  return [{ code: 'LOW_SATISFACTION', subject: '', level, figures: { n, percent }, since: today }]
}

function documentWarnings({ documents }: ProjectFacts, today: Day): FoundWarning[] {
  return documents.flatMap(({ id, kind, validUntil }): FoundWarning[] => {
    const days = daysBetween(today, validUntil)
    if (days > expiringDays) return []
    const level = days < 0 ? 'MEDIUM' : 'LOW'
    return [
      { code: 'DOCUMENT_EXPIRING', subject: id, level, figures: { kind, validUntilOn: validUntil }, since: today },
    ]
  })
}

/** A grade that ends while the project runs: the buyer may have asked for it. */
function ratingWarnings({ rating, endsOn }: ProjectFacts, today: Day): FoundWarning[] {
  if (rating === null || rating.validUntil >= endsOn) return []
  const days = daysBetween(today, rating.validUntil)
  if (days > ratingExpiringDays) return []
  const { id, grade, validUntil } = rating
  const level = days <= expiringDays ? 'MEDIUM' : 'LOW'
  return [{ code: 'RATING_EXPIRING', subject: id, level, figures: { grade, validUntilOn: validUntil }, since: today }]
}

function paymentWarnings({ payments }: ProjectFacts, today: Day, calendar: WorkingCalendar): FoundWarning[] {
  return payments.flatMap(({ id, position, title, acceptedOn, termDays }): FoundWarning[] => {
    const clock = paymentClock({ acceptedOn, termDays, today, calendar })
    if (clock === null || clock.daysOverdue === 0) return []
    const { dueOn, daysOverdue: days } = clock
    return [{ code: 'PAYMENT_OVERDUE', subject: id, level: 'HIGH', figures: { position, title, days }, since: dueOn }]
  })
}

function overdue({ evaluations, observations }: ProjectFacts, today: Day): FoundWarning[] {
  const late = <Row extends { dueOn: Day }>(rows: readonly Row[]) =>
    rows.filter(({ dueOn }) => dueOn < today).map((row) => ({ ...row, days: daysBetween(row.dueOn, today) }))
  return [
    ...late(evaluations).map(({ id, kind, dueOn, days }): FoundWarning => ({
      code: 'EVALUATION_OVERDUE',
      subject: id,
      level: 'MEDIUM',
      figures: { kind, days },
      since: dueOn,
    })),
    ...late(observations).map(({ id, dueOn, days }): FoundWarning => ({
      code: 'OBSERVATION_OVERDUE',
      subject: id,
      level: 'MEDIUM',
      figures: { days },
      since: dueOn,
    })),
  ]
}
