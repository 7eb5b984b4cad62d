import type { BidState } from '#app/domain/bid/lifecycle.ts'
import type { Tone } from '#app/ui/tag.tsx'

const tones: Record<BidState, Tone> = {
  DRAFT: 'wait',
  SEALED: 'open',
  OPENED: 'open',
  SCORED: 'open',
  AWARDED: 'open',
  REJECTED: 'due',
  WITHDRAWN: 'plain',
  LOST: 'plain',
}
export const bidTone = (state: BidState): Tone => tones[state]
