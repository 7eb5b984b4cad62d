/** Of the application's secret, bytes. */
export const secretBytesMin = 32
/** Thirty-two random bytes have fewer different ones once in 10^20 times. */
const differentMin = 16

/**
 * The application's secret out of its base64 (either alphabet); undefined where it is none: too short, not base64, or something that nobody
 * drew by chance (`AAAA…`, a word said again and again). Every key of the site comes from it.
 */
export function readAppSecret(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined
  const digits = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  if (digits.length % 4 === 1) return undefined
  const plain = atob(digits)
  const bytes = Uint8Array.from(plain, (character) => character.charCodeAt(0))
  return bytes.length >= secretBytesMin && new Set(bytes).size >= differentMin ? bytes : undefined
}
