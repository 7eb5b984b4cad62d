import { z } from 'zod'
import { brokenEnvelopes } from '../bid/envelope.ts'

/** Each envelope's fate: whole, or why not. Texts: opening.outcome.VERIFIED and bid.broken.<code>. */
export const bidOutcomes = ['VERIFIED', ...brokenEnvelopes] as const

/**
 * What was read out at an opening (开标记录): who was present, when, and what became of every envelope that was sealed; none is left
 * out. Canonical JSON (RFC 8785) of it is what is hashed and signed.
 */
export const openingRecord = z.strictObject({
  format: z.literal('commonweal.opening/1'),
  callNo: z.string(),
  title: z.string(),
  bodyName: z.string(),
  deadlineAt: z.string(),
  openedAt: z.string(),
  /** The call's public key, SPKI DER in base64: the rebuilt private key was checked against it. */
  publicKey: z.string(),
  threshold: z.number().int(),
  keyholders: z.number().int(),
  present: z.array(z.strictObject({ name: z.string(), isEscrow: z.boolean(), at: z.string() })),
  bids: z.array(
    z.strictObject({
      organization: z.string(),
      receiptNo: z.string(),
      sealedAt: z.string(),
      contentSha256: z.string(),
      envelopeSha256: z.string(),
      outcome: z.enum(bidOutcomes),
      /** Null: none was named, or the envelope was broken. */
      priceFen: z.string().nullable(),
    }),
  ),
})
export type OpeningRecord = z.output<typeof openingRecord>
