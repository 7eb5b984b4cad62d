// @ts-check
// Seals a bid in the browser: the same bytes as app/services/shared/sealed-box.server.ts and bid/envelope.server.ts make, with
// nothing but WebCrypto. X25519 with a fresh pair, HKDF-SHA-256 salted with both public keys, AES-256-GCM bound to call,
// organization and bid; stored as nonce (12) ‖ tag (16) ‖ body. Runs in Node too, where the tests hold it against the server's code.

/** @typedef {{ publicKey: Uint8Array<ArrayBuffer>, version: string, bound: string, bidId: string }} Target */
/** @typedef {{ ephemeralPublicKey: Uint8Array<ArrayBuffer>, ciphertext: Uint8Array<ArrayBuffer>, contentSha256: string, ownCopy: Uint8Array<ArrayBuffer> }} Sealed */

const tagBytes = 16
/** Crockford's base 32: no I, L, O or U to misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text)

/** @param {...Uint8Array} parts */
function joined(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Whether this browser can do all of it; tried, not guessed from its name. */
export async function canSeal() {
  try {
    await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits'])
    return true
  } catch {
    // No X25519, or no secure context: the server seals.
    return false
  }
}

/** A retrieval code that no server has seen: 100 random bits in groups of four. */
export function newRetrievalCode() {
  const characters = [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => alphabet.charAt(byte & 31)).join('')
  return (characters.match(/.{4}/g) ?? []).join('-')
}

/** @param {BufferSource} secret @param {BufferSource} salt @param {string} info */
async function keyFrom(secret, salt, info) {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
}

/** @param {CryptoKey} key @param {BufferSource} plain @param {string} bound */
async function encrypt(key, plain, bound) {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8(bound), tagLength: tagBytes * 8 }
  const bytes = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain))
  // WebCrypto puts the tag at the end.
  const body = bytes.length - tagBytes
  return joined(nonce, bytes.subarray(body), bytes.subarray(0, body))
}

/**
 * @param {string} content the canonical text (RFC 8785) of the bid
 * @param {string} retrievalCode
 * @param {Target} target
 * @returns {Promise<Sealed>}
 */
export async function seal(content, retrievalCode, { publicKey, version, bound, bidId }) {
  const plain = utf8(content)
  const receiver = await crypto.subtle.importKey('spki', publicKey, { name: 'X25519' }, false, [])
  const pair = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']))
  const ephemeralPublicKey = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: receiver }, pair.privateKey, 256)
  const key = await keyFrom(shared, joined(ephemeralPublicKey, publicKey), version)
  const ownKey = await keyFrom(utf8(retrievalCode), utf8(bidId), `${version}|own`)
  return {
    ephemeralPublicKey,
    ciphertext: await encrypt(key, plain, bound),
    contentSha256: hex(new Uint8Array(await crypto.subtle.digest('SHA-256', plain))),
    ownCopy: await encrypt(ownKey, plain, bound),
  }
}
