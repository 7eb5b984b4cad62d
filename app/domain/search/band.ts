/** Money by size, as people ask for it: from (included) and to (excluded), in fen. Codes stand in addresses and never change. */
export const bands = [
  { code: 'to-10', from: 0n, to: 10_000_000n },
  { code: '10-30', from: 10_000_000n, to: 30_000_000n },
  { code: '30-50', from: 30_000_000n, to: 50_000_000n },
  { code: '50-100', from: 50_000_000n, to: 100_000_000n },
  { code: 'from-100', from: 100_000_000n, to: undefined },
] as const
export type Band = (typeof bands)[number]['code']

/** @throws RangeError for a negative amount: a budget is never one. */
export function bandOf(fen: bigint): Band {
  if (fen < 0n) throw new RangeError('a budget is not negative')
  return (bands.find(({ to }) => to === undefined || fen < to) ?? bands[bands.length - 1])?.code ?? 'from-100'
}
