/** A bid as the panel ranked it, and what became of it. */
export type Standing = {
  readonly bidId: string
  readonly rank: number | null
  readonly askedFen: bigint
  /** Has an award now, or had one that was revoked: it is not offered a second time. */
  readonly wasAwarded: boolean
}

/**
 * Who takes the place of an award that was revoked (条例 art. 49; the published rank order): the next in rank that fits what became
 * free. Whether a smaller one may pass one that does not fit is the book's; equals of one rank are not told apart here, so two
 * who would both be next promote nobody: people settle it.
 */
export function nextReserve(
  standings: readonly Standing[],
  freeFen: bigint,
  { skipUnaffordable }: { readonly skipUnaffordable: boolean },
): Standing | undefined {
  const waiting = standings
    .filter((bid): bid is Standing & { rank: number } => bid.rank !== null && !bid.wasAwarded)
    .toSorted((a, b) => a.rank - b.rank)
  const [first] = skipUnaffordable ? waiting.filter(({ askedFen }) => askedFen <= freeFen) : waiting
  if (first === undefined || first.askedFen > freeFen) return undefined
  const isAlone = waiting.filter(({ rank }) => rank === first.rank).length === 1
  return isAlone ? first : undefined
}
