// Budget against actual, in fen. What is disallowed is not spent.

export type SpentLine = { readonly budgetFen: bigint; readonly spentFen: bigint }

/** How far a line is used: within it, above it (a warning), in whole per cent for the eye. */
export function lineUse({ budgetFen, spentFen }: SpentLine): {
  leftFen: bigint
  percent: number | null
  isAbove: boolean
} {
  return {
    leftFen: budgetFen - spentFen,
    percent: budgetFen === 0n ? null : Number((spentFen * 100n) / budgetFen),
    isAbove: spentFen > budgetFen,
  }
}

export const sumLines = (lines: readonly SpentLine[]): SpentLine => ({
  budgetFen: lines.reduce((sum, { budgetFen }) => sum + budgetFen, 0n),
  spentFen: lines.reduce((sum, { spentFen }) => sum + spentFen, 0n),
})
