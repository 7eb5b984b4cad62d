type Asking = {
  /** The price it named, and what its budget adds up to. */
  readonly priceFen: bigint | null
  readonly budgetFen: bigint
  /** What a budget review left of it; never more than was asked. */
  readonly approvedFen?: bigint | undefined
}

/**
 * What a bid asks for in all: the price it named; else what its budget adds up to, never above the ceiling; else the ceiling. Where the
 * budget was reviewed, the approved sum takes the place of all of these: in the record, in the notice, in the award.
 */
export function askedFen({ priceFen, budgetFen, approvedFen }: Asking, ceilingFen: bigint): bigint {
  if (approvedFen !== undefined) return approvedFen
  if (priceFen !== null) return priceFen
  return budgetFen > 0n && budgetFen <= ceilingFen ? budgetFen : ceilingFen
}
