import type { Sha256 } from '../scoring/canonical.ts'

export type OrderInput = {
  readonly callId: string
  /** YYYY-MM-DD. */
  readonly publishedOn: string
  /** `seal`: SHA-256 (hex) of the envelope, public since the deadline. */
  readonly bids: readonly { readonly bidId: string; readonly seal: string }[]
}
export type DrawnOrder = { seed: string; slots: { bidId: string; lot: string; position: number }[] }

/**
 * Who pitches when is drawn by lot, and anybody can repeat it. Seed: SHA-256 of the call id, the publication day and the sorted seals
 * of all bids, one to a line. A bid's lot is SHA-256 of the seed and its seal, again one to a line; the lowest hex text comes first.
 * PostgreSQL draws again and compares (pitch_draw).
 */
export function drawOrder({ callId, publishedOn, bids }: OrderInput, sha256: Sha256): DrawnOrder {
  const seed = sha256([callId, publishedOn, ...bids.map(({ seal }) => seal).sort()].join('\n'))
  const slots = bids
    .map(({ bidId, seal }) => ({ bidId, lot: sha256(`${seed}\n${seal}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .map((slot, index) => ({ ...slot, position: index + 1 }))
  return { seed, slots }
}

/** When the slot at this place begins; slots follow one another without a break. */
export const slotStart = (
  { startsAt, minutes }: { readonly startsAt: Date; readonly minutes: number },
  position: number,
): Date => new Date(startsAt.getTime() + (position - 1) * minutes * 60_000)
