import { partnerPolicy, partnersMax } from '#app/domain/bid/partners.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { type HeldBid, lockBidFor } from './lock-bid-for.server.ts'
import { lockBid, touchBidDraft } from './store.server.ts'

type NamePartner = { bidId: string; who: string; share: number; work: string }

/**
 * The bidder names a partner, by its credit code or its exact name, or changes what it is to do; then it is asked (again). What
 * the database refuses: a call that allows none, itself, more than the whole (guard_bid_partner).
 */
export const namePartner = (ctx: Context, { bidId, who, share, work }: NamePartner) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok || accountId === undefined) return locked.ok ? refuse('not-found') : locked
    const found = await tx.organization.findMany({
      where: { OR: [{ creditCode: who.toUpperCase().replace(/\s/g, '') }, { name: who }] },
      select: { id: true },
      take: 2,
    })
    const [organization] = found
    if (organization === undefined || found.length > 1) return refuse('application.no-such-partner', { field: 'who' })
    const { id: organizationId } = organization
    const key = { bidId_organizationId: { bidId, organizationId } }
    const held = await tx.bidPartner.findUnique({ where: key })
    if (held === null && (await tx.bidPartner.count({ where: { bidId } })) >= partnersMax)
      return refuse('application.too-many-partners', { data: { max: partnersMax } })
    if (held?.shareBps === share && held.work === work) return ok()
    await tx.bidPartner.upsert({
      where: key,
      create: { bidId, organizationId, shareBps: share, work, namedById: accountId, namedAt: ctx.now },
      update: { shareBps: share, work },
    })
    await touchBidDraft(tx, bidId)
    await recordPartner(tx, ctx, locked.bid, 'bid.partner-named', organizationId)
    await askPartner(tx, ctx, locked.bid, organizationId)
    return ok()
  })

export const removePartner = (ctx: Context, { bidId, organizationId }: { bidId: string; organizationId: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok) return locked
    const { count } = await tx.bidPartner.deleteMany({ where: { bidId, organizationId } })
    if (count === 0) return refuse('not-found')
    await touchBidDraft(tx, bidId)
    await recordPartner(tx, ctx, locked.bid, 'bid.partner-removed', organizationId)
    await tellPartner(tx, ctx, locked.bid, organizationId, 'removed')
    return ok()
  })

type AnswerPartnership = { bidId: string; organizationId: string; accepts: boolean }

/** The named organization says yes, and takes part in this call with this bid and no other (one_place); or no, and is out of it. */
export const answerPartnership = (ctx: Context, { bidId, organizationId, accepts }: AnswerPartnership) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const bid = await lockBid(tx, bidId)
    const key = { bidId_organizationId: { bidId, organizationId } }
    const named = await tx.bidPartner.findUnique({ where: key })
    if (
      bid === null ||
      named === null ||
      accountId === undefined ||
      !may(partnerPolicy, 'see', ctx.actor, { organizationId })
    )
      return refuse('not-found')
    if (!may(partnerPolicy, 'answer', ctx.actor, { organizationId })) return refuse('application.partner-confirms')
    if (bid.state !== 'DRAFT') return refuse('bid.not-draft')
    if (accepts && named.confirmedAt !== null) return ok()
    if (accepts)
      await tx.bidPartner.update({
        where: key,
        data: { confirmedById: accountId, confirmedAt: ctx.now },
        select: { bidId: true },
      })
    else await tx.bidPartner.delete({ where: key, select: { bidId: true } })
    await touchBidDraft(tx, bidId)
    await recordPartner(tx, ctx, bid, accepts ? 'bid.partner-confirmed' : 'bid.partner-declined', organizationId)
    await tellBidder(tx, ctx, bid, organizationId, accepts)
    return ok()
  })

/** Known to the two sides: who bids is known to nobody else before the opening. */
const recordPartner = (tx: Tx, ctx: Context, bid: HeldBid, type: string, partnerId: string) =>
  record(tx, ctx, {
    type,
    entity: 'bid',
    entityId: bid.id,
    organizationId: bid.organizationId,
    callId: bid.callId,
    data: { partner: partnerId },
  })

const people = (tx: Tx, organizationId: string, roles: ('OWNER' | 'EDITOR' | 'CERTIFIER')[]) =>
  tx.account.findMany({
    where: { state: 'ACTIVE', organizationMemberships: { some: { organizationId, role: { in: roles } } } },
    select: { email: true, locale: true },
  })

async function namesOf(tx: Tx, { callId, organizationId }: HeldBid, partnerId: string) {
  const call = await tx.call.findUniqueOrThrow({ where: { id: callId }, select: { title: true, bidDeadlineAt: true } })
  const lead = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
  const partner = await tx.organization.findUniqueOrThrow({ where: { id: partnerId }, select: { name: true } })
  return { callTitle: call.title, deadlineAt: call.bidDeadlineAt.toISOString(), lead: lead.name, partner: partner.name }
}

/** The new draft names the same partners as the bid taken back; each is asked again, about what will be sealed then. */
export async function askPartnersAgain(tx: Tx, ctx: Context, bidId: string, renewed: HeldBid): Promise<void> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return
  const partners = await tx.bidPartner.findMany({ where: { bidId }, orderBy: { namedAt: 'asc' } })
  await tx.bidPartner.createMany({
    data: partners.map(({ organizationId, shareBps, work }) => ({
      bidId: renewed.id,
      organizationId,
      shareBps,
      work,
      namedById: accountId,
      namedAt: ctx.now,
    })),
  })
  for (const { organizationId } of partners) await askPartner(tx, ctx, renewed, organizationId)
}

/** What became of a bid that they are part of: sealed, thrown away, or without them. */
export async function tellPartners(tx: Tx, ctx: Context, bid: HeldBid, what: 'sealed' | 'discarded'): Promise<void> {
  const partners = await tx.bidPartner.findMany({ where: { bidId: bid.id }, orderBy: { namedAt: 'asc' } })
  for (const { organizationId } of partners) await tellPartner(tx, ctx, bid, organizationId, what)
}

async function tellPartner(
  tx: Tx,
  ctx: Context,
  bid: HeldBid,
  partnerId: string,
  what: 'sealed' | 'discarded' | 'removed',
): Promise<void> {
  const { callTitle, lead } = await namesOf(tx, bid, partnerId)
  for (const { email, locale } of await people(tx, partnerId, ['OWNER', 'CERTIFIER']))
    await sendLetter(tx, ctx, {
      to: email,
      locale: locale === 'EN' ? 'en' : 'zh-CN',
      template: 'partnerTold',
      values: {
        callTitle,
        organizationName: lead,
        whatKey: `application.partners.told.${what}`,
        url: what === 'sealed' ? `/ngo/partnerships/${bid.id}/${partnerId}` : '/ngo/bids',
      },
    })
}

async function askPartner(tx: Tx, ctx: Context, bid: HeldBid, partnerId: string): Promise<void> {
  const { callTitle, deadlineAt, lead } = await namesOf(tx, bid, partnerId)
  for (const { email, locale } of await people(tx, partnerId, ['OWNER', 'CERTIFIER']))
    await sendLetter(tx, ctx, {
      to: email,
      locale: locale === 'EN' ? 'en' : 'zh-CN',
      template: 'partnerAsked',
      values: { callTitle, organizationName: lead, deadlineAt, url: `/ngo/partnerships/${bid.id}/${partnerId}` },
    })
}

async function tellBidder(tx: Tx, ctx: Context, bid: HeldBid, partnerId: string, accepts: boolean): Promise<void> {
  const { callTitle, partner } = await namesOf(tx, bid, partnerId)
  for (const { email, locale } of await people(tx, bid.organizationId, ['OWNER', 'EDITOR']))
    await sendLetter(tx, ctx, {
      to: email,
      locale: locale === 'EN' ? 'en' : 'zh-CN',
      template: 'partnerAnswered',
      values: {
        callTitle,
        organizationName: partner,
        answerKey: accepts ? 'application.partners.accepted' : 'application.partners.declined',
        url: `/ngo/bids/${bid.id}/partners`,
      },
    })
}
