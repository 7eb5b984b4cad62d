/** The chart of accounts: what an account's code says it is. */
export const accountCode = {
  /** Where money comes from: debit side grows with each appropriation. */
  appropriation: (bodyId: string) => `gov:${bodyId}:appropriation`,
  fund: (fundId: string) => `fund:${fundId}:available`,
  callBudget: (callId: string) => `call:${callId}:budget`,
  award: (awardId: string) => `award:${awardId}:committed`,
  received: (organizationId: string) => `org:${organizationId}:received`,
} as const

export type EntryKind =
  'appropriate' | 'allocate' | 'commit' | 'hold' | 'release' | 'void' | 'reallocate' | 'reduce' | 'reverse'
export type EntryPhase = 'posted' | 'pending' | 'settle' | 'void'

/** Debit positive, credit negative, fen. */
export type Line = { account: string; amount: bigint }

/** Two lines that move an amount from one account to another: the first is debited, the second credited. */
export const transfer = (from: string, to: string, amountFen: bigint): Line[] => [
  { account: from, amount: amountFen },
  { account: to, amount: -amountFen },
]
