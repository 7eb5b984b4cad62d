/** The chart of accounts: what an account's code says it is. */
export const accountCode = {
  /** Where money comes from: debit side grows with each appropriation. */
  appropriation: (bodyId: string) => `gov:${bodyId}:appropriation`,
  /** What the public gave to a body's appeals, less what went back to the givers: debit side. */
  given: (bodyId: string) => `donor:${bodyId}:given`,
  /** What is held for the givers of an appeal until it is passed to its fund or returned. */
  heldFor: (appealId: string) => `appeal:${appealId}:held`,
  fund: (fundId: string) => `fund:${fundId}:available`,
  callBudget: (callId: string) => `call:${callId}:budget`,
  award: (awardId: string) => `award:${awardId}:committed`,
  /** What an organization owes back of an award: ordered, not yet repaid or given up. */
  owed: (awardId: string) => `clawback:${awardId}:receivable`,
  received: (organizationId: string) => `org:${organizationId}:received`,
} as const

/** The account of one source's money: `part` as in the fund's shares, empty where the fund has one source. */
export const inPart = (code: string, part: string): string => (part === '' ? code : `${code}:${part}`)

export type EntryKind =
  | 'appropriate'
  | 'allocate'
  | 'commit'
  | 'hold'
  | 'release'
  | 'void'
  | 'reallocate'
  | 'reduce'
  | 'reverse'
  | 'clawback_order'
  | 'clawback_receive'
  | 'write_off'
  | 'lapse'
  | 'donate'
  | 'donate_pass'
  | 'donate_return'
export type EntryPhase = 'posted' | 'pending' | 'settle' | 'void'

/** Debit positive, credit negative, fen. */
export type Line = { account: string; amount: bigint }

/** Two lines that move an amount from one account to another: the first is debited, the second credited. */
export const transfer = (from: string, to: string, amountFen: bigint): Line[] => [
  { account: from, amount: amountFen },
  { account: to, amount: -amountFen },
]

/** The same, source by source: what leaves one source's account arrives in that source's account. */
export const transferParts = (
  from: string,
  to: string,
  parts: readonly { part: string; amountFen: bigint }[],
): Line[] =>
  parts.flatMap(({ part, amountFen }) =>
    amountFen === 0n ? [] : transfer(inPart(from, part), inPart(to, part), amountFen),
  )

/** What takes lines back: the same accounts, each the other way. */
export const mirrored = (lines: readonly Line[]): Line[] =>
  lines.map(({ account, amount }) => ({ account, amount: -amount }))
