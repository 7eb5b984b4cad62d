import { leadShareBps, partnerPolicy, partnershipStand } from '#app/domain/bid/partners.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readPartners } from '../read-partners.server.ts'

/**
 * One organization's place in somebody else's bid, for its own people: what it is to do, and what becomes of the bid. Nothing of
 * what the bid says: sealed or opened, that is for the bidder to show.
 */
export async function readPartnership(
  ctx: Context,
  { bidId, organizationId }: { bidId: string; organizationId: string },
) {
  if (!may(partnerPolicy, 'see', ctx.actor, { organizationId })) return undefined
  const bid = await ctx.db.bid.findUnique({
    where: { id: bidId },
    select: {
      state: true,
      openedAt: true,
      organization: { select: { id: true, name: true } },
      call: {
        select: {
          callNo: true,
          title: true,
          state: true,
          bidDeadlineAt: true,
          openedAt: true,
          body: { select: { nameZh: true, nameEn: true } },
          results: { where: { publishedAt: { not: null } }, select: { id: true }, take: 1 },
          projects: {
            where: { state: { notIn: ['PREPARING', 'TERMINATED'] } },
            select: { projectNo: true, organizationId: true },
          },
        },
      },
    },
  })
  const partners = await readPartners(ctx.db, bidId)
  const mine = partners.find((partner) => partner.organizationId === organizationId)
  if (bid === null || mine === undefined) return undefined
  const { call } = bid
  const isTaking = call.state === 'PUBLISHED' && call.bidDeadlineAt.getTime() > ctx.now.getTime()
  return {
    ...mine,
    stand: partnershipStand(bid.state, {
      isTaking,
      hasEnded: call.state === 'FAILED' || call.state === 'CANCELLED',
      isPublished: call.results.length > 0,
    }),
    /** Who bid is public once the bids are opened. */
    isOpened: call.openedAt !== null && bid.openedAt !== null,
    hasResult: call.results.length > 0,
    projectNo: call.projects.find((project) => project.organizationId === bid.organization.id)?.projectNo ?? null,
    lead: bid.organization.name,
    leadShareBps: leadShareBps(partners),
    call: {
      callNo: call.callNo ?? '',
      title: call.title,
      deadlineAt: call.bidDeadlineAt.toISOString(),
      bodyZh: call.body.nameZh,
      bodyEn: call.body.nameEn,
    },
    mayAnswer: isTaking && bid.state === 'DRAFT' && may(partnerPolicy, 'answer', ctx.actor, { organizationId }),
  }
}

/** Bids of others that the actor's organizations are named in, newest first: at most fifty. */
export async function listPartnerships(ctx: Context) {
  const rows = await ctx.db.bidPartner.findMany({
    where: {
      organizationId: { in: ctx.actor.organizations.map(({ organizationId }) => organizationId) },
      bid: { state: { not: 'WITHDRAWN' } },
    },
    select: {
      bidId: true,
      organizationId: true,
      confirmedAt: true,
      organization: { select: { name: true } },
      bid: {
        select: {
          state: true,
          organization: { select: { name: true } },
          call: {
            select: {
              title: true,
              state: true,
              bidDeadlineAt: true,
              results: { where: { publishedAt: { not: null } }, select: { id: true }, take: 1 },
            },
          },
        },
      },
    },
    orderBy: { namedAt: 'desc' },
    take: 50,
  })
  return rows.map(({ bidId, organizationId, confirmedAt, organization, bid }) => ({
    bidId,
    organizationId,
    name: organization.name,
    lead: bid.organization.name,
    title: bid.call.title,
    deadlineAt: bid.call.bidDeadlineAt.toISOString(),
    isConfirmed: confirmedAt !== null,
    stand: partnershipStand(bid.state, {
      isTaking: bid.call.state === 'PUBLISHED' && bid.call.bidDeadlineAt.getTime() > ctx.now.getTime(),
      hasEnded: bid.call.state === 'FAILED' || bid.call.state === 'CANCELLED',
      isPublished: bid.call.results.length > 0,
    }),
  }))
}
