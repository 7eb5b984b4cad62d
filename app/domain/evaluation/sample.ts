import type { Sha256 } from '../scoring/canonical.ts'

/** An occasion of the service and how many people it served, in the order of the frame. */
export type Stratum = { readonly sessionId: string; readonly attendance: number }
/** Places on the attendance list of an occasion, from 1, rising. */
export type DrawnFrom = { sessionId: string; places: number[] }

export const sampleMax = 60

/**
 * Draws people by their places on the attendance lists: everybody is as likely as everybody else, nobody's name is kept, and anybody can
 * repeat it. The n-th number is SHA-256 of the seed and n, one to a line, modulo the frame (2^256 is so much larger than the frame that
 * the remainder favours nobody); a place drawn before is passed over.
 */
export function drawSample(seed: string, frame: readonly Stratum[], size: number, sha256: Sha256): DrawnFrom[] {
  const people = frame.reduce((sum, { attendance }) => sum + attendance, 0)
  const wanted = Math.min(size, people)
  const drawn = new Set<number>()
  for (let n = 1; drawn.size < wanted; n += 1)
    drawn.add(Number(BigInt(`0x${sha256(`${seed}\n${n}`)}`) % BigInt(people)))
  const places = [...drawn].sort((a, b) => a - b)
  let from = 0
  return frame.flatMap(({ sessionId, attendance }) => {
    const here = places.filter((place) => place >= from && place < from + attendance).map((place) => place - from + 1)
    from += attendance
    return here.length === 0 ? [] : [{ sessionId, places: here }]
  })
}

/** What the draw of an evaluation hangs on: nobody chooses it. */
export const sampleSeed = (
  { evaluationId, number, frame }: { evaluationId: string; number: number; frame: readonly Stratum[] },
  sha256: Sha256,
): string =>
  sha256(
    [evaluationId, String(number), ...frame.map(({ sessionId, attendance }) => `${sessionId} ${attendance}`)].join(
      '\n',
    ),
  )
