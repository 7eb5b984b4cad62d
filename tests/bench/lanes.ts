import { median } from './median.ts'
import type { Load } from './load.ts'

/** Every piece of work once, so many at a time; times in milliseconds. */
export async function inLanes<Piece>(
  pieces: readonly Piece[],
  lanes: number,
  work: (piece: Piece) => Promise<unknown>,
): Promise<Load> {
  const left = [...pieces]
  const times: number[] = []
  const startedAt = performance.now()
  const lane = async () => {
    for (let piece = left.shift(); piece !== undefined; piece = left.shift()) {
      const began = performance.now()
      await work(piece)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return loadFrom(times, (performance.now() - startedAt) / 1000)
}

/** @param times of all that was done in `seconds`, in milliseconds */
export function loadFrom(times: readonly number[], seconds: number): Load {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { perSecond: sorted.length / seconds, p50: median(sorted), p97_5: at(0.975), p99: at(0.99) }
}
