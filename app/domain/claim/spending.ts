// Budget against actual, in fen. What is disallowed is not spent.

export type SpentLine = { readonly budgetFen: bigint; readonly spentFen: bigint }

/** To the nearest whole per cent; below the whole never 100, so that nobody reads a line as used up that is not. */
const percentOf = ({ budgetFen, spentFen }: SpentLine): number => {
  const nearest = Number((spentFen * 200n + budgetFen) / (budgetFen * 2n))
  return spentFen < budgetFen ? Math.min(nearest, 99) : nearest
}

/** How far a line is used: within it, above it (a warning), in whole per cent for the eye. */
export function lineUse({ budgetFen, spentFen }: SpentLine): {
  leftFen: bigint
  percent: number | null
  isAbove: boolean
} {
  return {
    leftFen: budgetFen - spentFen,
    percent: budgetFen === 0n ? null : percentOf({ budgetFen, spentFen }),
    isAbove: spentFen > budgetFen,
  }
}

export const sumLines = (lines: readonly SpentLine[]): SpentLine => ({
  budgetFen: lines.reduce((sum, { budgetFen }) => sum + budgetFen, 0n),
  spentFen: lines.reduce((sum, { spentFen }) => sum + spentFen, 0n),
})
