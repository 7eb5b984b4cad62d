import { allocate, type Fen, toFen } from '../shared/money.ts'

/** One source's part of an amount; `part` ends the codes of its accounts. */
export type Part = { part: string; amountFen: Fen }

/**
 * An amount as a fund's sources give it, by their shares (市、镇两级财政按比例分担), to the fen by the largest remainder.
 * @throws RangeError when there are no shares.
 */
export const splitByShares = (amountFen: bigint, shares: readonly { part: string; weight: number }[]): Part[] =>
  zip(
    shares.map(({ part }) => part),
    allocate(
      toFen(amountFen),
      shares.map(({ weight }) => BigInt(weight)),
    ),
  )

/**
 * An amount drawn from several sources in proportion to what each still has. No part is ever more than its source has, whatever was
 * drawn before and however it was rounded, and drawing all of it leaves nothing behind. More than there is falls on the first: its
 * account refuses.
 */
export function splitByLeft(amountFen: bigint, left: readonly Part[]): Part[] {
  const some = left.filter((each) => each.amountFen > 0n)
  if (some.reduce((sum, each) => sum + each.amountFen, 0n) < amountFen)
    return [{ part: (some[0] ?? left[0])?.part ?? '', amountFen: toFen(amountFen) }]
  return zip(
    some.map(({ part }) => part),
    allocate(
      toFen(amountFen),
      some.map((each) => each.amountFen),
    ),
  )
}

const zip = (parts: readonly string[], amounts: readonly Fen[]): Part[] =>
  parts.flatMap((part, index) => {
    const amountFen = amounts[index] ?? toFen(0n)
    return amountFen === 0n ? [] : [{ part, amountFen }]
  })
