import { asSealed } from '#app/domain/bid/application-form.ts'
import { withPartners } from '#app/domain/bid/partners.ts'
import { decideSeal } from '#app/domain/bid/ready.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { meetsConditions } from '#app/services/eligibility/read-unmet.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { SealedBox } from '#app/services/shared/sealed-box.server.ts'
import { putLetters, readerColumns, readerOf } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { checkBrowserSealed } from './check-browser-sealed.server.ts'
import { sealContent, sealOwnCopy } from './envelope.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'
import { tellPartners } from './partners.server.ts'
import { readAsked } from './read-asked.server.ts'
import { putEnvelope, readDraft } from './store.server.ts'

export type SealBid = {
  bidId: string
  /** The draft's version as it was checked. */
  version: number
} & ({ retrievalCode: string } | { sealedHere: BrowserSealed })

/** What a browser made of the draft. */
export type BrowserSealed = SealedBox & { contentSha256: string; ownCopy: Uint8Array<ArrayBuffer> }
export type Sealed = { receiptNo: string; sealedAt: Date; contentSha256: string; envelopeSha256: string }

/**
 * The draft becomes an envelope: encrypted to the call's key, and once more under the retrieval code, by the bidder's browser or
 * here; the draft is gone in the same transaction. The database stamps the time and decides the deadline (guard_bid).
 */
export const sealBid = (ctx: Context, { bidId, version, ...how }: SealBid) =>
  transact<Sealed>(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'seal', bidId)
    if (!locked.ok) return locked
    const { bid } = locked
    const draft = await readDraft(tx, ctx, bidId)
    if (draft === undefined) return refuse('bid.wrong-state')
    const asked = await readAsked(tx, bid.callId, bidId)
    const decided = decideSeal(bid, draft, version, asked)
    if (!decided.ok) return decided
    // All of these are confirmed: the draft is ready.
    const organizationIds = [bid.organizationId, ...asked.partners.map((partner) => partner.organizationId)]
    const fit = await meetsConditions(tx, ctx, { callId: bid.callId, organizationIds, use: 'BID' })
    if (!fit.ok) return fit
    const content = withPartners(asSealed(draft.content, asked.items), asked.partners)

    const binding = { callId: bid.callId, organizationId: bid.organizationId, bidId }
    const told = await readTold(tx, bidId)
    const made =
      'sealedHere' in how
        ? checkBrowserSealed(how.sealedHere, content)
        : ok({
            envelope: sealContent(content, told.publicKey, binding),
            ownCopy: sealOwnCopy(content, how.retrievalCode, binding),
          })
    if (!made.ok) return made
    const { envelope, ownCopy } = made
    const place = 'sealedHere' in how ? 'BROWSER' : 'SERVER'
    // Receipts count without a gap, so that whoever takes the next number waits until this one is committed: what can be done before is done.
    const { receiptNo, sealedAt } = await putEnvelope(tx, ctx, bid, { ...envelope, ownCopy, place })
    const { contentSha256, envelopeSha256 } = envelope
    const sealed = { receiptNo, sealedAt, contentSha256, envelopeSha256 }
    // Not to the call's body: who bids is known to nobody before the opening.
    await record(tx, ctx, {
      type: 'bid.sealed',
      entity: 'bid',
      entityId: bidId,
      organizationId: bid.organizationId,
      callId: bid.callId,
      data: { receiptNo, contentSha256, envelopeSha256, place },
    })
    await tellMembers(tx, ctx, bidId, told, sealed)
    if (told.hasPartners) await tellPartners(tx, ctx, bid, 'sealed')
    return ok(sealed)
  })

type Told = Awaited<ReturnType<typeof readTold>>

/** The key of the call, whom the receipt goes to, and what it names. */
async function readTold(tx: Tx, bidId: string) {
  const { call, organization, _count } = await tx.bid.findUniqueOrThrow({
    where: { id: bidId },
    select: {
      call: { select: { title: true, key: { select: { publicKey: true } } } },
      organization: {
        select: {
          name: true,
          members: {
            where: { account: { state: 'ACTIVE' } },
            select: { account: { select: { email: true, locale: true, ...readerColumns } } },
          },
        },
      },
      _count: { select: { partners: true } },
    },
  })
  const members = new Map(organization.members.map(({ account }) => [account.id, account]))
  if (call.key === null) throw new Error('a call that takes bids has a key')
  return {
    publicKey: call.key.publicKey,
    callTitle: call.title,
    organizationName: organization.name,
    members: [...members.values()],
    hasPartners: _count.partners > 0,
  }
}

/** Everyone of the organization, who sealed it too: the letter is their receipt. It says nothing of what the bid says. */
async function tellMembers(
  tx: Tx,
  ctx: Context,
  bidId: string,
  { callTitle, organizationName, members }: Told,
  { receiptNo, sealedAt }: Sealed,
): Promise<void> {
  const values = {
    ...{ callTitle, organizationName, receiptNo },
    sealedAt: sealedAt.toISOString(),
    url: `/ngo/bids/${bidId}/receipt`,
  }
  await putLetters(
    tx,
    ctx,
    members.map((member) => ({
      letter: { to: member.email, locale: member.locale === 'EN' ? 'en' : 'zh-CN', template: 'bidSealed', values },
      reader: readerOf(member),
    })),
  )
}
