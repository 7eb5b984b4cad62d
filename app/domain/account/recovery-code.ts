export const recoveryCodeCount = 10

/** Letters and digits that are not mistaken for one another. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ123456789'

const groups = 6
/** Codes printed before were of four groups; they hold until they are renewed. */
const lengths = [groups * 4, 16]

/** Of a code: 120 bits of chance, more than a fast hash of it could ever be searched for. */
export const recoveryCodeBytes = 15

/** Fifteen bytes of chance → ABCD-EFGH-JKMN-PQRS-TUVW-XYZ1. */
export function formatRecoveryCode(bytes: Uint8Array): string {
  let bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let text = ''
  for (let at = 0; at < groups * 4; at += 1) {
    text = alphabet.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return text.match(/.{4}/g)?.join('-') ?? text
}

/** As it was printed, however it is typed; undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return lengths.includes(plain.length) ? (plain.match(/.{4}/g)?.join('-') ?? undefined) : undefined
}
