import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { cite } from '#app/domain/rule-book/cite.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'

type Confirmation = { account_id: string; name: string; confirmed_at: Date }

/**
 * The ceremony as its officers see it. Before the deadline nothing is told of the bids, not even how many there are; after it
 * their number; after the opening everything that was read out.
 */
export async function readOpening(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({ where: { id: callId } })
  if (call === null || call.publishedAt === null) return undefined
  const facts = callFacts(call)
  if (!may(callPolicy, 'seeOpening', ctx.actor, facts)) return undefined
  const isPastDeadline = call.bidDeadlineAt.getTime() <= ctx.now.getTime()
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  const { minimum } = book.bids
  const confirmations = await ctx.db.$queryRaw<Confirmation[]>`
    SELECT o.account_id, a.name, o.confirmed_at FROM opening_confirmation o JOIN account a ON a.id = o.account_id
    WHERE o.call_id = ${callId}::uuid ORDER BY o.confirmed_at`
  const bids = isPastDeadline ? await readBids(ctx, callId) : []
  const standing = bids.filter(({ state }) => state !== 'REJECTED').length
  return {
    call: {
      id: callId,
      callNo: call.callNo ?? '',
      title: call.title,
      state: call.state,
      method: call.method,
      deadlineAt: call.bidDeadlineAt.toISOString(),
      ceilingFen: String(call.ceilingFen),
      openedAt: call.openedAt?.toISOString(),
      stateReason: call.stateReason,
    },
    isPastDeadline,
    minimum,
    minimumRule: cite(book, book.bids),
    count: bids.length,
    standing,
    isEnough: standing >= minimum,
    confirmations: confirmations.map(({ name, confirmed_at }) => ({ name, at: confirmed_at.toISOString() })),
    hasConfirmed: confirmations.some(({ account_id }) => account_id === ctx.actor.accountId),
    bids: call.openedAt === null ? [] : bids,
    mayConfirm: isPastDeadline && may(callPolicy, 'confirmOpening', ctx.actor, facts),
    mayFail:
      (call.state === 'PUBLISHED' || call.state === 'OPENED') &&
      isPastDeadline &&
      standing < minimum &&
      may(callPolicy, 'fail', ctx.actor, facts),
  }
}

async function readBids(ctx: Context, callId: string) {
  const rows = await ctx.db.bid.findMany({
    where: { callId, state: { notIn: ['DRAFT', 'WITHDRAWN'] } },
    select: {
      id: true,
      state: true,
      sealedAt: true,
      rejectedReason: true,
      organization: { select: { name: true } },
      // Column by column: the sealed ones may not be read.
      envelope: { select: { receiptNo: true, contentSha256: true, envelopeSha256: true } },
      opened: { select: { priceFen: true, hashesMatched: true } },
    },
    orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, state, sealedAt, rejectedReason, organization, envelope, opened }) => ({
    id,
    state,
    organizationName: organization.name,
    sealedAt: sealedAt?.toISOString() ?? '',
    receiptNo: envelope?.receiptNo ?? '',
    envelopeSha256: envelope?.envelopeSha256 ?? '',
    priceFen: opened?.priceFen == null ? null : String(opened.priceFen),
    hashesMatched: opened?.hashesMatched ?? false,
    rejectedReason,
  }))
}
