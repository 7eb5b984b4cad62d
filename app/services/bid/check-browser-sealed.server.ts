import { createHash, diffieHellman, generateKeyPairSync } from 'node:crypto'
import type { BidContent } from '#app/domain/bid/content.ts'
import { canonicalContent } from '#app/domain/bid/envelope.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { sealedOverhead } from '#app/domain/shared/sealed-parts.ts'
import { publicKeyOf } from '#app/services/shared/x25519.server.ts'
import { type Envelope, envelopeHash } from './envelope.server.ts'
import type { BrowserSealed } from './seal-bid.server.ts'

/**
 * What can be known of an envelope without its key: that it is of the content that was checked, says the browser; that it has the
 * length this content makes; that its ephemeral key is a point that shares a secret. Whether it opens, and to this content, only
 * the opening shows: every other envelope is found there, by its own code.
 */
export function checkBrowserSealed(
  { ephemeralPublicKey, ciphertext, ownCopy, contentSha256 }: BrowserSealed,
  content: BidContent,
): Outcome<{ envelope: Envelope; ownCopy: Uint8Array<ArrayBuffer> }> {
  const canonical = Buffer.from(canonicalContent(content))
  const length = canonical.length + sealedOverhead
  const isIt =
    contentSha256 === createHash('sha256').update(canonical).digest('hex') &&
    ciphertext.length === length &&
    ownCopy.length === length &&
    sharesSecret(ephemeralPublicKey)
  if (!isIt) return refuse('bid.envelope-bad')
  const box = { ephemeralPublicKey, ciphertext }
  return ok({ envelope: { ...box, contentSha256, envelopeSha256: envelopeHash(box) }, ownCopy })
}

/** A point of low order makes the same secret with everybody: OpenSSL refuses to derive it. */
function sharesSecret(der: Uint8Array): boolean {
  const publicKey = publicKeyOf(der)
  if (publicKey === undefined) return false
  try {
    diffieHellman({ privateKey: generateKeyPairSync('x25519').privateKey, publicKey })
    return true
  } catch {
    return false
  }
}
