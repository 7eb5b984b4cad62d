import type { Sha256 } from '../scoring/canonical.ts'

/** The places where something was taken out of a text. */
export const mark = '▇▇'
/** Shorter beginnings of a name are ordinary words. */
const shortest = 4

/**
 * Takes every name out of a text, also where only the beginning of one stands (a short form), at least four characters of it.
 * Longer beginnings first, so that nothing of a name is left behind.
 */
export function redact(text: string, names: readonly string[]): string {
  const forms = new Set<string>()
  for (const name of names.map((one) => one.trim()).filter((one) => one.length >= 2)) {
    forms.add(name)
    for (let length = name.length - 1; length >= shortest; length -= 1) forms.add(name.slice(0, length))
  }
  return [...forms]
    .toSorted((a, b) => b.length - a.length)
    .reduce((kept, form) => kept.replaceAll(form, mark), text)
    .replaceAll(new RegExp(`(?:${mark})+`, 'g'), mark)
}

/**
 * The number a bid goes by while the panel does not see who bids, by its lot: a text that nobody outside can compute. The
 * hashes of the envelopes would not do: the opening record publishes them beside the names.
 */
export const planNumbers = (bids: readonly { readonly id: string; readonly lot: string }[]): Map<string, number> =>
  new Map(bids.toSorted((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ id }, index) => [id, index + 1]))

/** The order in which one judge meets the bids: shuffled by the seat's own seed, so that no bid is always first. */
export const shuffled = <Bid extends { readonly id: string }>(
  bids: readonly Bid[],
  seed: string,
  sha256: Sha256,
): Bid[] => {
  const lots = new Map(bids.map(({ id }) => [id, sha256(`${seed}\n${id}`)]))
  const lot = ({ id }: Bid) => lots.get(id) ?? ''
  return bids.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1))
}
