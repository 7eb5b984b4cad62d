import type { ExpenseKind } from '../claim/schema.ts'
import { allocate, toFen, type Fen } from '../shared/money.ts'

/** `kind`: null in bids from before lines had kinds. */
export type ContractLine = { item: string; basis: string; amountFen: Fen; kind: ExpenseKind | null }

type BidLine = {
  readonly item: string
  readonly basis: string
  readonly amountFen: bigint
  readonly kind: ExpenseKind | null
}

/**
 * The budget lines of a contract: those of the winning bid, cut to what a budget review approved of each. Where the award is another
 * amount than they add up to (a price that was agreed on, a smaller grant), each keeps its share of it, to the fen by largest
 * remainder. A line that nothing is left of is not there.
 * @param approvedFen of each line, in their order; undefined where nobody reviewed them
 */
export function contractLines(
  lines: readonly BidLine[],
  amountFen: Fen,
  approvedFen?: readonly bigint[],
): ContractLine[] {
  const cut = lines.map((line, index) => ({ ...line, amountFen: approvedFen?.[index] ?? line.amountFen }))
  const sum = cut.reduce((total, line) => total + line.amountFen, 0n)
  if (sum <= 0n) return []
  const parts =
    sum === amountFen
      ? undefined
      : allocate(
          amountFen,
          cut.map((line) => line.amountFen),
        )
  return cut
    .map(({ amountFen: own, ...line }, index) => ({ ...line, amountFen: parts?.[index] ?? toFen(own) }))
    .filter((line) => line.amountFen > 0n)
}
