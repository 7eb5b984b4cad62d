import { canonicalJson } from '../scoring/canonical.ts'
import type { BidContent } from './content.ts'

/** What an envelope belongs to: authenticated with it, so that it cannot be passed off as another's. */
export type EnvelopeBinding = { callId: string; organizationId: string; bidId: string }

export const envelopeVersion = 'commonweal.bid/1'

/** Additional authenticated data of AES-256-GCM: `commonweal.bid/1|callId|organizationId|bidId`. */
export const boundTo = ({ callId, organizationId, bidId }: EnvelopeBinding): string =>
  [envelopeVersion, callId, organizationId, bidId].join('|')

/** RFC 8785: the one text of a content, whatever the order of its keys; its SHA-256 is on the receipt. */
export const canonicalContent = (content: BidContent): string => canonicalJson(content)

/** In the bidder's browser, or on the server where the browser could not. */
export const sealedIn = ['BROWSER', 'SERVER'] as const
export type SealedIn = (typeof sealedIn)[number]

/** Why an envelope gave no bid. Kept as the bid's rejection reason; the words are at `bid.broken.<code>`. */
export const brokenEnvelopes = [
  'envelope-altered',
  'envelope-unreadable',
  'content-altered',
  'content-invalid',
  'content-incomplete',
] as const
export type BrokenEnvelope = (typeof brokenEnvelopes)[number]
export const isBrokenEnvelope = (reason: string): reason is BrokenEnvelope =>
  (brokenEnvelopes as readonly string[]).includes(reason)
