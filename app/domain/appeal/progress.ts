/** How much of the target has come, in whole hundredths, never rounded up to all of it: 0 to 100. */
export const percentOf = (fen: bigint, targetFen: bigint): number =>
  targetFen <= 0n ? 0 : Number((fen * 100n) / targetFen)
