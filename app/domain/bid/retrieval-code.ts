/** Crockford's base 32: no I, L, O or U to misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 20

/** A code (取回码) of 100 bits out of 20 random bytes, in groups of four: `7K3M-…`. */
export function retrievalCodeFrom(random: Uint8Array): string {
  if (random.length !== length) throw new RangeError(`a retrieval code needs ${length} random bytes`)
  const characters = [...random].map((byte) => alphabet.charAt(byte & 31)).join('')
  return inGroups(characters)
}

/** The code as it was meant: any case, spaces or hyphens, O for 0, I or L for 1, full-width. Undefined when it cannot be one. */
export function readRetrievalCode(typed: string): string | undefined {
  const characters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{20}$/.test(characters)) return undefined
  return inGroups(characters)
}

const inGroups = (characters: string) => (characters.match(/.{4}/g) ?? []).join('-')
