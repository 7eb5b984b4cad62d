/**
 * The private code of a promise or a gift: whoever holds it is its giver. Crockford's Base32 as on slips (voice/code.ts), twice as long,
 * since money hangs on it: 80 bits in four groups of four.
 */
import { type AnswerCode, codeOf, parseCode } from '../voice/code.ts'

export type GiverCode = string & { readonly __giverCode: true }

const half = 8

/** The first 80 bits of these bytes. */
export const giverCodeOf = (bytes: Uint8Array): GiverCode =>
  `${codeOf(bytes.slice(0, 5))}${codeOf(bytes.slice(5, 10))}` as GiverCode

/** ABCD-EFGH-JKMN-PQRS */
export const formatGiverCode = (code: GiverCode): string => (code.match(/.{4}/g) ?? []).join('-')

/** As people type it: see parseCode. `undefined`: cannot be a code. */
export function parseGiverCode(typed: string): GiverCode | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Pc}\u2212\u30FC.\u3002\u00B7]/gu, '')
  const halves = [plain.slice(0, half), plain.slice(half)].map(parseCode)
  return halves.every((each): each is AnswerCode => each !== undefined) ? (halves.join('') as GiverCode) : undefined
}
