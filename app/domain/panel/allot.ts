import type { Sha256 } from '../scoring/canonical.ts'

/** What a lot rests on, kept with it: with the nonce, everything that is needed to repeat it. */
export type LotBasis = {
  readonly callId: string
  /** YYYY-MM-DD. */
  readonly publishedOn: string
  /** Group's letter → codes of its judges. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  /** Admitted bids with the SHA-256 (hex) of their envelopes. */
  readonly bids: readonly { readonly id: string; readonly seal: string }[]
  /** Bid → group's letter → how many of its judges are tied to the bidder. */
  readonly ties: Readonly<Record<string, Readonly<Record<string, number>>>>
}
export type Allotted = { seed: string; bids: { bidId: string; lot: string; group: string }[] }

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Allots bids to groups so that anybody can repeat it. Seed: SHA-256 of call id, publication day, nonce, each group as
 * `A:E1,E3` and the sorted seals, one to a line. A bid's lot is SHA-256 of the seed and its id. Bids somebody is tied to come
 * first, then the others, each in the order of their lots. A bid goes to the group with room in which fewest judges are tied to
 * it, of those to the one with the fewest bids, of those to the first letter. Groups differ by one bid at most.
 */
export function allotBids(
  { callId, publishedOn, groups, bids, ties }: LotBasis,
  nonce: string,
  sha256: Sha256,
): Allotted {
  const letters = Object.keys(groups).sort(byText)
  const seats = letters.map((letter) => `${letter}:${[...(groups[letter] ?? [])].sort(byText).join(',')}`)
  const seals = bids.map(({ seal }) => seal).sort(byText)
  const seed = sha256([callId, publishedOn, nonce, ...seats, ...seals].join('\n'))
  const tied = (bidId: string, letter: string) => ties[bidId]?.[letter] ?? 0
  const isTied = (bidId: string) => letters.some((letter) => tied(bidId, letter) > 0)
  const inOrder = bids
    .map(({ id }) => ({ bidId: id, lot: sha256(`${seed}\n${id}`) }))
    .sort((a, b) => Number(isTied(b.bidId)) - Number(isTied(a.bidId)) || byText(a.lot, b.lot))

  const least = Math.floor(bids.length / letters.length)
  // So many groups may have one bid more than the least.
  let extra = bids.length % letters.length
  const sizes = new Map(letters.map((letter) => [letter, 0]))
  const sizeOf = (letter: string) => sizes.get(letter) ?? 0
  return {
    seed,
    bids: inOrder.map(({ bidId, lot }) => {
      const [group = ''] = letters
        .filter((letter) => sizeOf(letter) < least || (sizeOf(letter) === least && extra > 0))
        .sort((a, b) => tied(bidId, a) - tied(bidId, b) || sizeOf(a) - sizeOf(b) || byText(a, b))
      if (sizeOf(group) === least) extra -= 1
      sizes.set(group, sizeOf(group) + 1)
      return { bidId, lot, group }
    }),
  }
}
