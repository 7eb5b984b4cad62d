/** Two pictures whose likenesses differ in so many bits or fewer look the same. */
export const likeBits = 5

/**
 * The likeness of a picture: 64 bits that say whether each of 8 × 8 points is brighter than its right neighbour (difference hash). It
 * survives scaling, saving anew and slight changes of light, and is not changed by what a camera writes beside the picture.
 * @param grey 72 brightnesses, 8 rows of 9
 */
export function likenessOf(grey: Uint8Array): bigint {
  let bits = 0n
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      const at = row * 9 + column
      bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n)
    }
  return BigInt.asIntN(64, bits)
}

/** In how many bits two likenesses differ. */
export function bitsApart(a: bigint, b: bigint): number {
  let count = 0
  for (let rest = BigInt.asUintN(64, a ^ b); rest > 0n; rest &= rest - 1n) count += 1
  return count
}

const bandWidths = [11n, 11n, 11n, 11n, 10n, 10n] as const

/** Six bands, each a number of its own range: likenesses five bits apart or nearer have one in common (six drawers, five changes). */
export function bandsOf(likeness: bigint): number[] {
  let rest = BigInt.asUintN(64, likeness)
  return bandWidths.map((width, index) => {
    const band = Number(rest & ((1n << width) - 1n))
    rest >>= width
    return index * 2_048 + band
  })
}
