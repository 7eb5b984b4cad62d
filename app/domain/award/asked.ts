/** What a bid asks for in all: the price it named; else what its budget adds up to, never above the ceiling; else the ceiling. */
export function askedFen(
  { priceFen, budgetFen }: { readonly priceFen: bigint | null; readonly budgetFen: bigint },
  ceilingFen: bigint,
): bigint {
  if (priceFen !== null) return priceFen
  return budgetFen > 0n && budgetFen <= ceilingFen ? budgetFen : ceilingFen
}
