import { type Day, daysBetween } from '../shared/day.ts'

export const checkLevels = ['PASS', 'LOW', 'MEDIUM', 'HIGH'] as const
/** How much a finding weighs: a `HIGH` one is paid only with a written reason. */
export type CheckLevel = (typeof checkLevels)[number]

export type CheckFacts = {
  readonly today: Day
  readonly organizationName: string
  /** The account in force; null: there is none, and nothing can be paid. */
  readonly account: { readonly holder: string; readonly confirmedOn: Day; readonly isFirst: boolean } | null
  /** Other organizations that declared the same number. */
  readonly sharedWith: readonly string[]
  /** How often this organization was paid before, by anybody here. */
  readonly paidBefore: number
  /** Payments to it that it said are missing, and did not find since. */
  readonly missing: number
  /** Certificates of its that ran out. */
  readonly expiredDocuments: number
  /** Evidence and vouchers of its that were handed in with another project too. */
  readonly handedInElsewhere: number
  /** Where it stands today: app/domain/credit. */
  readonly credit: 'REGULAR' | 'ABNORMAL' | 'SERIOUS'
  /** Running projects of its whose call asked for what it does not meet today: app/domain/eligibility. */
  readonly unfit: number
  /** Projects of its in which less of what others promised came in than the share of public money that was paid. */
  readonly cofundingBehind: number
}

export type CheckCode =
  | 'account'
  | 'changed'
  | 'holder'
  | 'shared'
  | 'first'
  | 'missing'
  | 'documents'
  | 'elsewhere'
  | 'credit'
  | 'unfit'
  | 'cofunding'
export type PaymentCheck = { readonly code: CheckCode; readonly level: CheckLevel; readonly count: number }

/** A change this many days ago or less is recent; twice asked about, three times as long. */
const recentDays = 30

/**
 * What payers look for before money leaves (anchors-grants (d) 10): who was never paid, an account that is new, in another name or also
 * somebody else's, money that went missing, the same paper for two projects. In the order of the page; the worst decides.
 */
export function paymentChecks(facts: CheckFacts): PaymentCheck[] {
  const found = (code: CheckCode, level: CheckLevel, count = 0): PaymentCheck => ({ code, level, count })
  const { account } = facts
  const days = account === null ? 0 : daysBetween(account.confirmedOn, facts.today)
  return [
    ...(account === null
      ? [found('account', 'HIGH')]
      : [
          found(
            'changed',
            account.isFirst ? 'PASS' : days <= recentDays ? 'HIGH' : days <= recentDays * 3 ? 'MEDIUM' : 'PASS',
            days,
          ),
          found('holder', plain(account.holder) === plain(facts.organizationName) ? 'PASS' : 'MEDIUM'),
          found('shared', facts.sharedWith.length > 0 ? 'HIGH' : 'PASS', facts.sharedWith.length),
        ]),
    found('first', facts.paidBefore === 0 ? 'LOW' : 'PASS', facts.paidBefore),
    found('missing', facts.missing > 0 ? 'MEDIUM' : 'PASS', facts.missing),
    found('documents', facts.expiredDocuments > 0 ? 'MEDIUM' : 'PASS', facts.expiredDocuments),
    found('elsewhere', facts.handedInElsewhere > 0 ? 'MEDIUM' : 'PASS', facts.handedInElsewhere),
    found('credit', facts.credit === 'SERIOUS' ? 'HIGH' : facts.credit === 'ABNORMAL' ? 'MEDIUM' : 'PASS'),
    found('unfit', facts.unfit > 0 ? 'MEDIUM' : 'PASS', facts.unfit),
    found('cofunding', facts.cofundingBehind > 0 ? 'MEDIUM' : 'PASS', facts.cofundingBehind),
  ]
}

/** Names as banks print them: width, case, spaces and brackets do not tell two apart. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）·]/g, '')

export const worstOf = (checks: readonly PaymentCheck[]): CheckLevel =>
  checks.reduce<CheckLevel>(
    (worst, { level }) => (checkLevels.indexOf(level) > checkLevels.indexOf(worst) ? level : worst),
    'PASS',
  )
