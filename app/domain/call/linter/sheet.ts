import type { RuleBook } from '../../rule-book/rule-book.ts'
import type { Day } from '../../shared/day.ts'
import type { WorkingCalendar } from '../../shared/working-days.ts'
import type { Keyholder } from '../keyholders.ts'
import type { MatchingRule } from '../../cofunding/matching.ts'
import type { AwardMode, ConditionKind, ConditionUse, CriterionKind, Reservation } from '../terms.ts'

/** A call as its drafter sees it: everything that must be right before anyone is asked to approve it. */
export type CallSheet = {
  summary: string
  requirement: string
  beneficiaries: string
  budgetFen: bigint
  fundId: string | null
  bidDeadlineAt: Date
  startsOn: Day
  endsOn: Day
  quorum: number
  /** The panel sees no names; left out: it does. */
  isBlind?: boolean
  criteria: readonly { kind: CriterionKind; points: string; title: string; guidance: string }[]
  milestones: readonly { dueOn: Day; trancheBps: number }[]
  documents: number
  /** Items of the application form, and kinds of certificates asked for. */
  formItems: number
  keyholders: readonly Keyholder[]
  keyThreshold: number
  conditions: readonly { use: ConditionUse; kind: ConditionKind; text: string }[]
  reservation: Reservation
  negativeListChecked: boolean
  bidBondFen: bigint
  performanceBondBps: number
  awardMode: AwardMode
  /** Of a venture grant: how much there is on top of what others bring; undefined for any other call, null for no rule. */
  matching?: MatchingRule | null
  /** Whether anything is said of groups or fees; left out: no. */
  hasFees?: boolean
  /** Of a call for posts: what they cost altogether; undefined for any other, 0 where none is named. */
  postsFen?: bigint
  /** The most that one bid may ask for. */
  ceilingFen?: bigint
  /** Of a purchase from one supplier: what its notice rests on; null where nothing is written yet. */
  singleSource?: {
    readonly ground: 'ONLY_SUPPLIER' | 'EMERGENCY' | 'ADD_ON'
    readonly originalFen: bigint | null
    readonly opinions: number
  } | null
}

export const callParts = [
  'basics',
  'requirement',
  'money',
  'dates',
  'conditions',
  'criteria',
  'form',
  'matching',
  'posts',
  'fees',
  'plan',
  'keyholders',
  'documents',
] as const
export type CallPart = (typeof callParts)[number]

/** What a call is held against: its book, the hour, the money there is, the known working days. */
export type Surroundings = {
  book: RuleBook
  now: Date
  availableFen: bigint | undefined
  calendar: WorkingCalendar
}
