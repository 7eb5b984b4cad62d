import type { Tone } from '#app/ui/tag.tsx'

/** OFFERED and past its term: the approved sum stands. */
export type BudgetStanding = 'OFFERED' | 'ACCEPTED' | 'DECLINED' | 'STANDS'
export const budgetTones: Record<BudgetStanding, Tone> = {
  OFFERED: 'wait',
  ACCEPTED: 'open',
  DECLINED: 'due',
  STANDS: 'open',
}
export const adviceTones: Record<'none' | 'asked' | 'answered' | 'accepted', Tone> = {
  none: 'wait',
  asked: 'plain',
  answered: 'wait',
  accepted: 'open',
}
