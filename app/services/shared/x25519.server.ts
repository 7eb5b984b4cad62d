import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** DER of RFC 8410 around the 32 bytes of an X25519 private key. */
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex')
const privateKeyBytes = 32

/** SPKI DER. */
export const spkiOf = (key: KeyObject): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(key.export({ type: 'spki', format: 'der' }))

/** The key for these 32 bytes. */
export function privateKeyOf(bytes: Uint8Array): KeyObject {
  if (bytes.length !== privateKeyBytes) throw new RangeError('an X25519 private key has 32 bytes')
  const der = Buffer.concat([pkcs8Head, bytes])
  const key = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
  der.fill(0)
  return key
}

/** SPKI DER of the public half. */
export const publicHalfOf = (privateKey: Uint8Array): Uint8Array<ArrayBuffer> =>
  spkiOf(createPublicKey(privateKeyOf(privateKey)))

/** Undefined when the bytes are not an X25519 public key as SPKI DER. */
export function publicKeyOf(der: Uint8Array): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(der), type: 'spki', format: 'der' })
    return key.asymmetricKeyType === 'x25519' ? key : undefined
  } catch {
    return undefined
  }
}

/** A new pair: the public half as SPKI DER, the private half as its 32 bytes, which whoever asked for them must overwrite. */
export function newKeyPair(): { publicKey: Uint8Array<ArrayBuffer>; privateKey: Uint8Array<ArrayBuffer> } {
  const pair = generateKeyPairSync('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  })
  const privateKey = Uint8Array.from(pair.privateKey.subarray(pkcs8Head.length))
  pair.privateKey.fill(0)
  return { publicKey: Uint8Array.from(pair.publicKey), privateKey }
}
