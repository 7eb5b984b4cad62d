import { createHash, hkdfSync } from 'node:crypto'
import { type BidContent, bidContent } from '#app/domain/bid/content.ts'
import {
  boundTo,
  type BrokenEnvelope,
  canonicalContent,
  type EnvelopeBinding,
  envelopeVersion,
} from '#app/domain/bid/envelope.ts'
import { decrypt, encrypt } from '#app/services/shared/cipher.server.ts'
import { openBox, sealTo, type SealedBox } from '#app/services/shared/sealed-box.server.ts'

// A bid is sealed to its call's public key (services/shared/sealed-box.server.ts), bound to call, organization and bid. What this
// protects, and what it does not, is in docs/threat-model-sealed-bids.md.

export type Envelope = SealedBox & {
  /** SHA-256 (hex) of the canonical content: printed on the receipt. */
  contentSha256: string
  /** SHA-256 (hex) over ephemeralPublicKey ‖ ciphertext. */
  envelopeSha256: string
}

const sha256 = (...parts: (Uint8Array | string)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

export const envelopeHash = ({ ephemeralPublicKey, ciphertext }: SealedBox): string =>
  sha256(ephemeralPublicKey, ciphertext)

const purposeOf = (binding: EnvelopeBinding) => ({ info: envelopeVersion, bound: boundTo(binding) })

/** `callPublicKey`: SPKI DER, as in call_key.public_key. */
export function sealContent(content: BidContent, callPublicKey: Uint8Array, binding: EnvelopeBinding): Envelope {
  const canonical = canonicalContent(content)
  const box = sealTo(callPublicKey, canonical, purposeOf(binding))
  return { ...box, contentSha256: sha256(canonical), envelopeSha256: envelopeHash(box) }
}

/** The content out of its envelope, every hash compared; or why there is none. `privateKey`: its 32 bytes. */
export function openEnvelope(
  envelope: Envelope,
  privateKey: Uint8Array,
  binding: EnvelopeBinding,
): { content: BidContent } | { broken: BrokenEnvelope } {
  if (envelopeHash(envelope) !== envelope.envelopeSha256) return { broken: 'envelope-altered' }
  const plain = openBox(envelope, privateKey, purposeOf(binding))
  if (plain === undefined) return { broken: 'envelope-unreadable' }
  if (sha256(plain) !== envelope.contentSha256) return { broken: 'content-altered' }
  const content = readContent(plain)
  return content === undefined ? { broken: 'content-invalid' } : { content }
}

function readContent(plain: Buffer): BidContent | undefined {
  try {
    return bidContent.safeParse(JSON.parse(plain.toString('utf8'))).data
  } catch {
    return undefined
  }
}

// The own copy: the same content under the organization's retrieval code, which nobody else holds. The code is 100 random bits:
// it needs no stretching, and a browser without scrypt can make the same copy.

const ownKey = (retrievalCode: string, bidId: string) =>
  Buffer.from(hkdfSync('sha256', retrievalCode, bidId, `${envelopeVersion}|own`, 32))

export const sealOwnCopy = (content: BidContent, retrievalCode: string, binding: EnvelopeBinding) =>
  encrypt(ownKey(retrievalCode, binding.bidId), canonicalContent(content), boundTo(binding))

/** Undefined when the code is not the one it was sealed with. */
export function openOwnCopy(sealed: Uint8Array, retrievalCode: string, binding: EnvelopeBinding) {
  const plain = decrypt(ownKey(retrievalCode, binding.bidId), sealed, boundTo(binding))
  return plain === undefined ? undefined : readContent(plain)
}
