import { cite } from '../../rule-book/cite.ts'
import type { RuleBook } from '../../rule-book/rule-book.ts'
import type { ConditionKind } from '../terms.ts'
import { error, type Finding, warning } from './finding.ts'
import type { CallSheet, Surroundings } from './sheet.ts'

/**
 * By region, form or ownership nobody is shut out or preferred in procurement (实施条例 art. 20), nor by a list of suppliers that one must be
 * on first (财库〔2019〕38号).
 */
export const discriminating: readonly ConditionKind[] = [
  'REGION',
  'ORGANIZATION_FORM',
  'OWNERSHIP',
  'REGIONAL_TRACK_RECORD',
  'ADMITTED_SUPPLIER',
]
/** Not named by the law outright, and a bar to small and young organizations: the drafter says why it is needed. */
const doubtful: readonly ConditionKind[] = ['YEARS_REGISTERED', 'SCALE', 'PRIZES', 'MINIMUM_RATING', 'FIELD']

/** Who may bid, who is preferred, what is reserved and asked for in security, against the book. */
export const lintConditions = (sheet: CallSheet, { book }: Surroundings): Finding[] => [
  ...lintNegativeList(sheet, book),
  ...lintLimits(sheet, book),
  ...lintReservation(sheet, book),
  ...lintBonds(sheet, book),
  ...lintAwardMode(sheet, book),
]

/** The list itself is 财政部令第102号 art. 10, where the book quotes that order. */
const negativeListOf = (book: RuleBook) =>
  Object.hasOwn(book.sources, 'order102')
    ? cite(book, { source: 'order102', article: '10' })
    : cite(book, book.conditions)

const lintNegativeList = ({ negativeListChecked }: CallSheet, book: RuleBook): Finding[] =>
  book.conditions.negativeList && !negativeListChecked
    ? [error('conditions', 'negative-list', { citation: negativeListOf(book) })]
    : []

function lintLimits({ conditions }: CallSheet, book: RuleBook): Finding[] {
  if (book.conditions.preferences === 'allowed') return []
  const citation = cite(book, book.conditions)
  return conditions.flatMap(({ kind, use }, index): Finding[] => {
    const more = { data: { number: index + 1, kind }, citation }
    if (discriminating.includes(kind)) return [error('conditions', 'discriminating', more)]
    if (use === 'PREFERRED') return [warning('conditions', 'preference', more)]
    return doubtful.includes(kind) ? [warning('conditions', 'restrictive', more)] : []
  })
}

/** Social organizations are no small enterprises: what is reserved for these shuts them out (rules B7). */
function lintReservation({ reservation }: CallSheet, book: RuleBook): Finding[] {
  if (reservation === 'NONE') return []
  const citation = cite(book, book.conditions)
  return book.conditions.smallEnterprises === 'notApplicable'
    ? [error('conditions', 'reservation', { citation })]
    : [warning('conditions', 'bars-social-organizations', { citation })]
}

function lintBonds({ bidBondFen, performanceBondBps, budgetFen }: CallSheet, { bonds, ...book }: RuleBook): Finding[] {
  if (bonds === null) return bidBondFen > 0n || performanceBondBps > 0 ? [error('conditions', 'bond-none')] : []
  const citation = cite(book, bonds)
  return [
    ...(Number(bidBondFen) * 100 > Number(budgetFen) * bonds.bidPctMax
      ? [error('conditions', 'bid-bond', { data: { max: bonds.bidPctMax }, citation })]
      : []),
    ...(performanceBondBps > bonds.performancePctMax * 100
      ? [error('conditions', 'performance-bond', { data: { max: bonds.performancePctMax }, citation })]
      : []),
  ]
}

const lintAwardMode = ({ awardMode }: CallSheet, book: RuleBook): Finding[] =>
  awardMode === 'MULTI' && book.award.mode === 'single'
    ? [error('conditions', 'award-mode', { citation: cite(book, book.award) })]
    : []
