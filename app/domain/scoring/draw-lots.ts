import type { Sha256 } from './canonical.ts'

export type Draw = { callId: string; publishedOn: string; sha256: Sha256 }

/**
 * A draw anybody can repeat. Seed: SHA-256 of the call id, the publication day and the sorted seals of the tied bids,
 * one to a line. Each bid's lot is SHA-256 of the seed and its seal, again one to a line; the lowest hex text comes
 * first. No one knows a seal before the deadline, so no one can choose a lot.
 */
export function drawLots(seals: readonly string[], { callId, publishedOn, sha256 }: Draw): Map<string, string> {
  const seed = sha256([callId, publishedOn, ...seals.toSorted()].join('\n'))
  return new Map(seals.map((seal) => [seal, sha256(`${seed}\n${seal}`)]))
}
