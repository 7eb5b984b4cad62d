import { asSealed } from '#app/domain/bid/application-form.ts'
import { withPartners } from '#app/domain/bid/partners.ts'
import { boundTo, canonicalContent, envelopeVersion } from '#app/domain/bid/envelope.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { OwnBid } from './queries/own-bid.server.ts'

/** Everything a browser needs to make the envelope by itself; undefined when there is nothing to seal. */
export async function sealingHere(
  { db }: Pick<Context, 'db'>,
  { id: bidId, call, organization, draft, items, partners }: OwnBid,
) {
  if (draft === undefined) return undefined
  const key = await db.callKey.findUnique({ where: { callId: call.id }, select: { publicKey: true } })
  if (key === null) return undefined
  return {
    publicKey: Buffer.from(key.publicKey).toString('base64'),
    version: envelopeVersion,
    bound: boundTo({ callId: call.id, organizationId: organization.id, bidId }),
    content: canonicalContent(withPartners(asSealed(draft.content, items), partners)),
  }
}
export type SealingHere = NonNullable<Awaited<ReturnType<typeof sealingHere>>>
