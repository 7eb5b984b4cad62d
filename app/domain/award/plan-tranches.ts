import { allocate, type Fen } from '../shared/money.ts'

/**
 * Each milestone's part of the award, in the milestones' order, adding up to it to the fen. A milestone with no share, or one
 * whose share of a very small award is less than a fen, carries no money and gets no tranche.
 */
export function planTranches(amountFen: Fen, sharesBps: readonly number[]): (Fen | undefined)[] {
  return allocate(amountFen, sharesBps.map(BigInt)).map((part) => (part > 0n ? part : undefined))
}
