import { endOfTerm } from '../rule-book/deadline.ts'
import { type Period, periodOf, type PeriodCode, type RuleBook, type RuleEvent } from '../rule-book/rule-book.ts'
import { addDays, type Day, endOfDay } from '../shared/day.ts'
import type { WorkingCalendar } from '../shared/working-days.ts'

export const remedyKinds = ['INQUIRY', 'OBJECTION', 'NAMED_OBJECTION', 'COMPLAINT'] as const
export type RemedyKind = (typeof remedyKinds)[number]
export const remedyStages = ['DOCUMENTS', 'PROCESS', 'RESULT'] as const
export type RemedyStage = (typeof remedyStages)[number]
export const remedyOutcomes = ['UPHELD', 'PARTLY', 'DISMISSED'] as const
export type RemedyOutcome = (typeof remedyOutcomes)[number]
export const remedyMeasures = ['NONE', 'AMEND', 'REEVALUATE', 'CANCEL'] as const
export type RemedyMeasure = (typeof remedyMeasures)[number]

/** What one can be filed against is the regime's: 质疑 and 投诉 in procurement, 实名书面异议 in venture calls. */
export const objectionKind = (regime: 'PROCUREMENT' | 'VENTURE'): 'OBJECTION' | 'NAMED_OBJECTION' =>
  regime === 'VENTURE' ? 'NAMED_OBJECTION' : 'OBJECTION'

const filingTerms: Record<RemedyStage, PeriodCode> = {
  DOCUMENTS: 'objectionToDocuments',
  PROCESS: 'objectionToProcess',
  RESULT: 'objectionToResult',
}

export type RemedyTerms = {
  /** The instant after which it may no longer be filed; undefined: no term. */
  filingClosesAt: Date | undefined
  /** Undefined where the working days of that year are not loaded: a right is not lost by that. */
  answerDueOn: Day | undefined
  suspendsUntil: Date | undefined
}

/**
 * The terms of one that is filed today, from the call's book (条例 art. 53; 94号令 art. 42-43): filing counts from its stage's event,
 * the answer from the filing; a complaint suspends at most as long as the law says (政府采购法 art. 57).
 */
export function remedyTerms(
  book: Pick<RuleBook, 'periods'>,
  { kind, stage }: { kind: RemedyKind; stage: RemedyStage },
  events: Partial<Record<RuleEvent, Day>>,
  filedOn: Day,
  calendar: WorkingCalendar,
): RemedyTerms {
  const end = (code: PeriodCode, from?: Day): Day | undefined => {
    const rule: Period | undefined = periodOf(book, code)
    const start = from ?? (rule === undefined ? undefined : events[rule.from])
    if (rule === undefined || start === undefined) return undefined
    const day = endOfTerm(rule, start, calendar)
    return day.ok ? day.day : undefined
  }
  const closes = kind === 'INQUIRY' ? undefined : end(kind === 'COMPLAINT' ? 'complaint' : filingTerms[stage])
  const suspension = kind === 'COMPLAINT' ? end('complaintSuspension', filedOn) : undefined
  return {
    filingClosesAt: closes === undefined ? undefined : endOfDay(closes),
    answerDueOn: end(
      kind === 'INQUIRY' ? 'inquiryAnswer' : kind === 'COMPLAINT' ? 'complaintDecision' : 'objectionAnswer',
      filedOn,
    ),
    suspendsUntil: suspension === undefined ? undefined : endOfDay(suspension),
  }
}

/** An open one of these holds award, offer and signature back. */
export const suspends = ({ kind, stage }: { kind: RemedyKind; stage: RemedyStage }): boolean =>
  kind !== 'INQUIRY' && stage !== 'DOCUMENTS'

/** Overdue from the day after its last. */
export const isOverdue = (answerDueOn: Day | undefined, today: Day): boolean =>
  answerDueOn !== undefined && today >= addDays(answerDueOn, 1)
