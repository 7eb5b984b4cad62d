import { createHash } from 'node:crypto'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'

const runs = 15

/** A repeatable stand-in for chance: the minimal standard generator of Park and Miller. */
function chance(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** A large tender as a decision record: every judge scores every bid on every criterion but the price. */
export function largeRecord({ bids, judges, criteria }: { bids: number; judges: number; criteria: number }): unknown {
  const next = chance(20_260_302)
  const ids = Array.from({ length: judges }, (_, index) => `E${index + 1}`)
  const scored = Array.from({ length: criteria - 1 }, (_, index) => `c${index + 1}`)
  const maxPoints = 100 / criteria
  return {
    format: 'commonweal.decision/1',
    call: {
      id: 'large',
      title: 'Large tender',
      regime: 'procurement',
      method: 'openTender',
      publishedOn: '2026-03-02',
    },
    rules: {
      scaleMode: 'points',
      rounding: { mode: 'halfUp', decimals: 2, at: 'everyStep' },
      panel: { aggregate: 'trimmedMean', trim: 1, quorum: 5 },
      criteria: [
        ...scored.map((id) => ({ id, title: id, kind: 'subjective', maxPoints })),
        { id: 'price', title: 'price', kind: 'price', maxPoints, formula: 'lowestOverBid' },
      ],
      tieChain: ['lowerPrice', 'draw'],
      award: { mode: 'single' },
    },
    judges: ids.map((id) => ({ id })),
    bids: Array.from({ length: bids }, (_, index) => ({
      id: `B${index + 1}`,
      priceFen: String(80_000_000 + Math.floor(next() * 40_000_000)),
      seal: `sha256:${index}`,
      scores: Object.fromEntries(
        ids.map((id) => [id, Object.fromEntries(scored.map((name) => [name, (next() * maxPoints).toFixed(1)]))]),
      ),
    })),
  }
}

/** Milliseconds of one engine run over 1,000 bids, 9 judges and 20 criteria: the least and the middle of many. */
export function benchEngine(): { leastMs: number; medianMs: number } {
  const read = readDecisionRecord(largeRecord({ bids: 1000, judges: 9, criteria: 20 }))
  if (!read.ok) throw new Error(JSON.stringify(read.problems[0]))
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const times = Array.from({ length: runs }, () => {
    const from = performance.now()
    computeResults(read.record, sha256)
    return performance.now() - from
  }).sort((a, b) => a - b)
  return { leastMs: times[0] ?? 0, medianMs: times[Math.floor(runs / 2)] ?? 0 }
}
