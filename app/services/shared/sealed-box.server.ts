import { diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import { decrypt, encrypt } from './cipher.server.ts'
import { privateKeyOf, publicHalfOf, publicKeyOf, spkiOf } from './x25519.server.ts'

// Encrypted to somebody's X25519 public key: one fresh pair per box, HKDF-SHA256 over the shared secret with both public keys as
// salt, AES-256-GCM. public/enhance/seal.js makes the same bytes in a browser.

export type SealedBox = {
  /** SPKI DER. */
  ephemeralPublicKey: Uint8Array<ArrayBuffer>
  /** nonce (12) ‖ tag (16) ‖ body. */
  ciphertext: Uint8Array<ArrayBuffer>
}

/** `info` names the format and its version, `bound` what the box belongs to. */
export type Purpose = { info: string; bound: string }

const keyBetween = (own: KeyObject, other: KeyObject, salt: Uint8Array, info: string): Buffer => {
  const shared = diffieHellman({ privateKey: own, publicKey: other })
  const key = Buffer.from(hkdfSync('sha256', shared, salt, info, 32))
  shared.fill(0)
  return key
}

/** `publicKey`: SPKI DER. */
export function sealTo(publicKey: Uint8Array, plain: Uint8Array | string, { info, bound }: Purpose): SealedBox {
  const receiver = publicKeyOf(publicKey)
  if (receiver === undefined) throw new Error('not an X25519 public key')
  const pair = generateKeyPairSync('x25519')
  const ephemeralPublicKey = spkiOf(pair.publicKey)
  const key = keyBetween(pair.privateKey, receiver, Buffer.concat([ephemeralPublicKey, publicKey]), info)
  const ciphertext = encrypt(key, plain, bound)
  key.fill(0)
  return { ephemeralPublicKey, ciphertext }
}

/** `privateKey`: its 32 bytes. Undefined when the box is not for this key and purpose, or not a box. */
export function openBox(
  { ephemeralPublicKey, ciphertext }: { ephemeralPublicKey: Uint8Array; ciphertext: Uint8Array },
  privateKey: Uint8Array,
  { info, bound }: Purpose,
): Buffer | undefined {
  const sender = publicKeyOf(ephemeralPublicKey)
  if (sender === undefined) return undefined
  const salt = Buffer.concat([ephemeralPublicKey, publicHalfOf(privateKey)])
  let key: Buffer
  try {
    key = keyBetween(privateKeyOf(privateKey), sender, salt, info)
  } catch {
    // A point of low order gives no secret at all.
    return undefined
  }
  const plain = decrypt(key, ciphertext, bound)
  key.fill(0)
  return plain
}
