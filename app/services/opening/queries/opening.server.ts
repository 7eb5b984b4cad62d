import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { cite } from '#app/domain/rule-book/cite.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'

type HolderRow = {
  account_id: string
  name: string
  is_escrow: boolean
  is_replaced: boolean
  is_member: boolean
  confirmed_at: Date | null
}

export type Opening = NonNullable<Awaited<ReturnType<typeof readOpening>>>

/**
 * The ceremony as its officers see it. Before the deadline nothing is told of the bids, not even how many there are; after it
 * their number; after the opening everything that was read out.
 */
export async function readOpening(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({ where: { id: callId } })
  if (call === null || call.publishedAt === null) return undefined
  const holders = await ctx.db.$queryRaw<HolderRow[]>`
    SELECT s.account_id, a.name, h.is_escrow, k.replaced_at IS NOT NULL AS is_replaced, o.confirmed_at,
      EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = ${call.bodyId}::uuid AND m.account_id = s.account_id) AS is_member
    FROM (SELECT call_id, account_id, opening_key_id FROM call_share) s JOIN account a ON a.id = s.account_id
    JOIN opening_key k ON k.id = s.opening_key_id JOIN call_keyholder h ON h.call_id = s.call_id AND h.account_id = s.account_id
    LEFT JOIN opening_confirmation o ON o.call_id = s.call_id AND o.account_id = s.account_id
    WHERE s.call_id = ${callId}::uuid ORDER BY o.confirmed_at NULLS LAST, h.is_escrow, a.name, s.account_id`
  const own = holders.find(({ account_id }) => account_id === ctx.actor.accountId)
  const facts = { ...callFacts(call), isKeyholder: own !== undefined }
  if (!may(callPolicy, 'seeOpening', ctx.actor, facts)) return undefined
  const isSuspended = call.state === 'PUBLISHED' && call.suspendedAt !== null
  // Suspended, its deadline will move: it is not over, whatever the calendar says.
  const isPastDeadline = call.bidDeadlineAt.getTime() <= ctx.now.getTime() && !isSuspended
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  const { minimum } = book.bids
  const bids = isPastDeadline ? await readBids(ctx, callId) : []
  const standing = bids.filter(({ state }) => state !== 'REJECTED').length
  const given = holders.filter(({ confirmed_at }) => confirmed_at !== null).length
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
    isSuspended,
    minimum,
    minimumRule: cite(book, book.bids),
    count: bids.length,
    standing,
    isEnough: standing >= minimum,
    threshold: call.keyThreshold,
    given,
    /** Those who gave a share come first, in their order. */
    keyholders: holders.map(({ name, is_escrow, is_replaced, is_member, confirmed_at }) => ({
      name,
      isEscrow: is_escrow,
      at: confirmed_at?.toISOString(),
      /** Replaced their key or left: no use waiting for them. */
      isLost: confirmed_at === null && (is_replaced || !is_member),
    })),
    /** Enough shares were given, and they do not make the call's key. */
    isNotRebuilt: call.state === 'PUBLISHED' && given >= call.keyThreshold,
    isKeyholder: own !== undefined,
    isOwnKeyLost: own?.is_replaced === true,
    hasGiven: own !== undefined && own.confirmed_at !== null,
    bids: call.openedAt === null ? [] : bids,
    mayConfirm: isPastDeadline && may(callPolicy, 'confirmOpening', ctx.actor, facts),
    mayReadBids: may(callPolicy, 'fail', ctx.actor, { ...facts, state: 'OPENED' as const }),
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
