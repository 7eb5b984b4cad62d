/** The rules of the books that PostgreSQL's ledger_check() answers for, in its order, and what the figure of each counts. */
export const bookRules = {
  'entries-balance': 'entries',
  'debit-is-credit': 'fen',
  'no-drift': 'accounts',
  'no-overdraft': 'accounts',
  'holds-end-once': 'holds',
  'awards-are-committed': 'awards',
  'tranches-make-the-award': 'projects',
  'held-is-accepted': 'tranches',
  'released-once': 'tranches',
  'received-is-released': 'fen',
  'appropriations-are-documented': 'fen',
  'sources-stay-apart': 'sources',
  'orders-make-the-release': 'orders',
  'clawbacks-within-release': 'fen',
  'owed-is-ordered': 'fen',
  'pledges-within-target': 'pledges',
  'donations-are-held': 'fen',
  'donations-are-entered-once': 'donations',
  'three-people': 'tranches',
  'closed-months-stay': 'months',
  'closed-years-stay': 'years',
  'chain-holds': 'digests',
} as const satisfies Record<string, string>

export type BookRule = keyof typeof bookRules

/** One rule, its figure (a count of what `bookRules` names, or fen) and how often it is broken, as text: they may be long. */
export type Finding = { rule: BookRule; figure: string; breaches: string }
