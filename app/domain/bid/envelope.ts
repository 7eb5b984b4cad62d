import { canonicalJson } from '../scoring/canonical.ts'
import type { BidContent } from './content.ts'

/** What an envelope belongs to: authenticated with it, so that it cannot be passed off as another's. */
export type EnvelopeBinding = { callId: string; organizationId: string; bidId: string }

export const envelopeVersion = 'commonweal.bid/1'
const nonceBytes = 12
const tagBytes = 16

/** Additional authenticated data of AES-256-GCM: `commonweal.bid/1|callId|organizationId|bidId`. */
export const boundTo = ({ callId, organizationId, bidId }: EnvelopeBinding): string =>
  [envelopeVersion, callId, organizationId, bidId].join('|')

/** RFC 8785: the one text of a content, whatever the order of its keys; its SHA-256 is on the receipt. */
export const canonicalContent = (content: BidContent): string => canonicalJson(content)

/** As stored: nonce (12) ‖ tag (16) ‖ body. */
export type SealedParts = { nonce: Uint8Array; tag: Uint8Array; body: Uint8Array }

export function joinSealed({ nonce, tag, body }: SealedParts): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(nonceBytes + tagBytes + body.length)
  bytes.set(nonce, 0)
  bytes.set(tag, nonceBytes)
  bytes.set(body, nonceBytes + tagBytes)
  return bytes
}

/** Undefined when there are too few bytes to be one. */
export function splitSealed(bytes: Uint8Array): SealedParts | undefined {
  if (bytes.length < nonceBytes + tagBytes) return undefined
  return {
    nonce: bytes.subarray(0, nonceBytes),
    tag: bytes.subarray(nonceBytes, nonceBytes + tagBytes),
    body: bytes.subarray(nonceBytes + tagBytes),
  }
}

/** Why an envelope gave no bid. Kept as the bid's rejection reason; the words are at `bid.broken.<code>`. */
export const brokenEnvelopes = ['envelope-altered', 'envelope-unreadable', 'content-altered'] as const
export type BrokenEnvelope = (typeof brokenEnvelopes)[number]
export const isBrokenEnvelope = (reason: string): reason is BrokenEnvelope =>
  (brokenEnvelopes as readonly string[]).includes(reason)
