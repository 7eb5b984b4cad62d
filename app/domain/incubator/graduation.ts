export const graduationCodes = ['REGISTERED', 'RULES_AND_ACCOUNTS', 'FUNDED_PROJECT', 'STAFF', 'ANNUAL_REPORT'] as const
export type GraduationCode = (typeof graduationCodes)[number]

/** One item of the test as of a day. `known`: what this site knows of it, null where it knows nothing. */
export type TestItem = {
  readonly code: GraduationCode
  readonly how: 'COMPUTED' | 'EITHER' | 'DECLARED'
  readonly isRequired: boolean
  readonly known: boolean | null
  readonly declared: { readonly isConfirmed: boolean; readonly number: number | null } | null
}
/** MET and NOT_MET by what is known or confirmed; DECLARED waits to be confirmed; OPEN: the tenant may declare it. */
export type TestStanding = 'MET' | 'NOT_MET' | 'DECLARED' | 'OPEN'

/** What is known outweighs what is declared; a declaration counts once the incubator has confirmed it. */
export function standingOf(item: TestItem, staffMin: number): TestStanding {
  if (item.how !== 'DECLARED' && item.known !== null) return item.known ? 'MET' : 'NOT_MET'
  if (item.how === 'COMPUTED') return 'NOT_MET'
  if (item.declared === null) return 'OPEN'
  if (!item.declared.isConfirmed) return 'DECLARED'
  return item.code === 'STAFF' && (item.declared.number ?? 0) < staffMin ? 'NOT_MET' : 'MET'
}

/** Graduation (出壳) needs every required item; PostgreSQL asks the same (incubation_test_missing). */
export const missingOf = (items: readonly TestItem[], staffMin: number): GraduationCode[] =>
  items.filter((item) => item.isRequired && standingOf(item, staffMin) !== 'MET').map(({ code }) => code)
