import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto'
import { promisify } from 'node:util'
import { type BidContent, bidContent } from '#app/domain/bid/content.ts'
import {
  boundTo,
  type BrokenEnvelope,
  canonicalContent,
  type EnvelopeBinding,
  envelopeVersion,
  joinSealed,
  splitSealed,
} from '#app/domain/bid/envelope.ts'

// A bid is sealed to its call's public key: one fresh X25519 pair per envelope, HKDF-SHA256, AES-256-GCM bound to call,
// organization and bid. What this protects, and what it does not, is in docs/decisions/sealed-bids.md.

export type Envelope = {
  /** SHA-256 (hex) of the canonical content: printed on the receipt. */
  contentSha256: string
  /** SHA-256 (hex) over ephemeralPublicKey ‖ ciphertext. */
  envelopeSha256: string
  /** SPKI DER. */
  ephemeralPublicKey: Uint8Array<ArrayBuffer>
  ciphertext: Uint8Array<ArrayBuffer>
}

const sha256 = (...parts: (Uint8Array | string)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
const spki = (key: KeyObject): Uint8Array<ArrayBuffer> => Uint8Array.from(key.export({ type: 'spki', format: 'der' }))

/** HKDF-SHA256 over the shared secret; both public keys are the salt, so the key belongs to this pair of keys alone. */
const keyBetween = (privateKey: KeyObject, publicKey: KeyObject, ephemeral: Uint8Array, call: Uint8Array): Buffer =>
  Buffer.from(
    hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), Buffer.concat([ephemeral, call]), envelopeVersion, 32),
  )

export function encrypt(key: Uint8Array, plain: Uint8Array | string, bound: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return joinSealed({ nonce, tag: cipher.getAuthTag(), body })
}

/** Undefined when key, bytes or `bound` are not those it was encrypted with. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer | undefined {
  const parts = splitSealed(sealed)
  if (parts === undefined) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, parts.nonce).setAAD(Buffer.from(bound)).setAuthTag(parts.tag)
    return Buffer.concat([decipher.update(parts.body), decipher.final()])
  } catch {
    return undefined
  }
}

/** `callPublicKey`: SPKI DER, as in call_key.public_key. */
export function sealContent(content: BidContent, callPublicKey: Uint8Array, binding: EnvelopeBinding): Envelope {
  const canonical = canonicalContent(content)
  const pair = generateKeyPairSync('x25519')
  const ephemeralPublicKey = spki(pair.publicKey)
  const call = createPublicKey({ key: Buffer.from(callPublicKey), type: 'spki', format: 'der' })
  const key = keyBetween(pair.privateKey, call, ephemeralPublicKey, callPublicKey)
  const ciphertext = encrypt(key, canonical, boundTo(binding))
  return {
    contentSha256: sha256(canonical),
    envelopeSha256: sha256(ephemeralPublicKey, ciphertext),
    ephemeralPublicKey,
    ciphertext,
  }
}

/** The content out of its envelope, every hash compared; or why there is none. `privateKey`: PKCS #8 DER. */
export function openEnvelope(
  envelope: Envelope,
  privateKey: Uint8Array,
  binding: EnvelopeBinding,
): { content: BidContent } | { broken: BrokenEnvelope } {
  if (sha256(envelope.ephemeralPublicKey, envelope.ciphertext) !== envelope.envelopeSha256)
    return { broken: 'envelope-altered' }
  const own = createPrivateKey({ key: Buffer.from(privateKey), type: 'pkcs8', format: 'der' })
  const callPublicKey = spki(createPublicKey(own))
  let ephemeral: KeyObject
  try {
    ephemeral = createPublicKey({ key: Buffer.from(envelope.ephemeralPublicKey), type: 'spki', format: 'der' })
  } catch {
    return { broken: 'envelope-unreadable' }
  }
  const key = keyBetween(own, ephemeral, envelope.ephemeralPublicKey, callPublicKey)
  const plain = decrypt(key, envelope.ciphertext, boundTo(binding))
  if (plain === undefined) return { broken: 'envelope-unreadable' }
  if (sha256(plain) !== envelope.contentSha256) return { broken: 'content-altered' }
  const content = readContent(plain)
  return content === undefined ? { broken: 'envelope-unreadable' } : { content }
}

function readContent(plain: Buffer): BidContent | undefined {
  try {
    return bidContent.safeParse(JSON.parse(plain.toString('utf8'))).data
  } catch {
    return undefined
  }
}

// The own copy: the same content under the organization's retrieval code, which nobody else holds.

const stretch = promisify<string, string, number, Buffer>(scrypt)
const ownKey = (retrievalCode: string, bidId: string) => stretch(retrievalCode, `${envelopeVersion}|own|${bidId}`, 32)

export const sealOwnCopy = async (content: BidContent, retrievalCode: string, binding: EnvelopeBinding) =>
  encrypt(await ownKey(retrievalCode, binding.bidId), canonicalContent(content), boundTo(binding))

/** Undefined when the code is not the one it was sealed with. */
export async function openOwnCopy(sealed: Uint8Array, retrievalCode: string, binding: EnvelopeBinding) {
  const plain = decrypt(await ownKey(retrievalCode, binding.bidId), sealed, boundTo(binding))
  return plain === undefined ? undefined : readContent(plain)
}
