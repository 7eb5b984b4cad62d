/**
 * Crockford's Base32 (crockford.com/base32): no I, L, O, U. What looks like one of those is read as the digit it looks like, so
 * that nothing depends on the eyes or the handwriting of whoever types it.
 */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 8

/** Eight symbols without their hyphen: 40 bits. */
export type AnswerCode = string & { readonly __code: true }

/** The first 40 bits of these bytes; every code is as likely as every other. */
export function codeOf(bytes: Uint8Array): AnswerCode {
  const bits = bytes.slice(0, 5).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return Array.from({ length }, (_, index) => symbols[Number((bits >> BigInt(5 * (length - 1 - index))) & 31n)]).join(
    '',
  ) as AnswerCode
}

/** ABCD-EFGH: in two halves it is easier to copy. */
export const formatCode = (code: AnswerCode): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** As people type it: small or wide letters, spaces, any dash or none, O for 0, I or l for 1. `undefined`: cannot be a code. */
export function parseCode(typed: string): AnswerCode | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Pc}\u2212\u30FC.\u3002\u00B7]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return plain.length === length && Array.from(plain).every((symbol) => symbols.includes(symbol))
    ? (plain as AnswerCode)
    : undefined
}
