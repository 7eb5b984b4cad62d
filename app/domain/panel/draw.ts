import type { Sha256 } from '../scoring/canonical.ts'

export type DrawInput = {
  readonly callId: string
  /** YYYY-MM-DD. */
  readonly publishedOn: string
  /** 1 for the first draw of a call. */
  readonly number: number
  readonly candidateIds: readonly string[]
}
export type Drawn = { seed: string; places: { expertId: string; lot: string }[] }

/**
 * Who judges is drawn at random (财库〔2016〕198号), and anybody can repeat it. Seed: SHA-256 of the call id, the publication
 * day, the number of the draw and the sorted ids of all candidates, one to a line. Each candidate's lot is SHA-256 of the seed
 * and the id, again one to a line; the lowest hex text comes first, and who follows is the next reserve.
 */
export function drawExperts({ callId, publishedOn, number, candidateIds }: DrawInput, sha256: Sha256): Drawn {
  const candidates = [...new Set(candidateIds)].sort()
  const seed = sha256([callId, publishedOn, String(number), ...candidates].join('\n'))
  const places = candidates
    .map((expertId) => ({ expertId, lot: sha256(`${seed}\n${expertId}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
  return { seed, places }
}

/** How long somebody who was drawn may take to answer. */
export const answerHours = 24
