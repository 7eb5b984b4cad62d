import { createHash } from 'node:crypto'
import { NEGOTIATED_FORMAT, type NegotiatedRecord } from '#app/domain/award/negotiated.ts'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { singlePolicy } from '#app/domain/single-source/policy.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import { lockCall, moveCall } from '#app/services/call/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { singleFacts } from './single-facts.server.ts'

export type RecordNegotiation = {
  callId: string
  heldOn: Day
  place: string
  people: readonly string[]
  record: string
  agreedFen: bigint
}

/**
 * What was negotiated with the one supplier: at least three on the buyer's side, a price never above what was offered or budgeted. It
 * takes the place of the panel's result; the approver decides and notices it as any other.
 */
export const recordNegotiation = (ctx: Context, { callId, record: minutes, agreedFen, ...talk }: RecordNegotiation) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const source = await tx.singleSource.findUnique({ where: { callId } })
    if (call === null || source === null) return refuse('not-found')
    const facts = singleFacts(call, source, ctx.now)
    if (!may(singlePolicy, 'negotiate', ctx.actor, { ...facts, callState: 'OPENED' as const }))
      return refuse('not-found')
    if (!may(singlePolicy, 'negotiate', ctx.actor, facts)) return refuse('single.not-opened')
    const { singleSource: rule } = await readBookOf(tx, call, dayOf(ctx.now))
    if (talk.people.length < (rule?.negotiators ?? 3))
      return refuse('single.negotiators', { field: 'people', data: { least: rule?.negotiators ?? 3 } })
    const bid = await tx.bid.findFirst({
      where: { callId, state: 'OPENED' },
      include: { opened: true, envelope: { select: { envelopeSha256: true } } },
    })
    const offeredFen = bid?.opened?.priceFen
    if (bid === null || offeredFen == null || call.publishedAt === null) return refuse('single.not-opened')
    if (agreedFen > offeredFen) return refuse('single.over-offer', { field: 'agreed' })
    if (agreedFen > call.budgetFen || agreedFen > call.ceilingFen)
      return refuse('single.over-budget', { field: 'agreed' })
    const by = ctx.actor.accountId ?? ''
    await tx.negotiation.create({
      data: {
        callId,
        bidId: bid.id,
        heldOn: dateOfDay(talk.heldOn),
        place: talk.place,
        people: [...talk.people],
        record: minutes,
        offeredFen,
        agreedFen,
        recordedById: by,
        recordedAt: ctx.now,
      },
    })
    const written: NegotiatedRecord = {
      format: NEGOTIATED_FORMAT,
      call: { id: call.id, title: call.title, publishedOn: dayOf(call.publishedAt) },
      bid: { id: bid.id, seal: `sha256:${bid.envelope?.envelopeSha256 ?? ''}` },
      heldOn: talk.heldOn,
      place: talk.place,
      people: [...talk.people],
      record: minutes,
      offeredFen: offeredFen.toString(),
      agreedFen: agreedFen.toString(),
    }
    const recordSha256 = createHash('sha256').update(canonicalJson(written), 'utf8').digest('hex')
    const result = await tx.result.create({
      data: { callId, record: written, recordSha256, closedAt: ctx.now, closedById: by, signedAt: ctx.now },
      select: { id: true },
    })
    await tx.bidResult.create({
      data: { bidId: bid.id, resultId: result.id, panelScore: '0', total: '0', rank: 1, outcome: 'funded' },
    })
    const scored = await moveBid(tx, bid, 'score')
    if (!scored.ok) return scored
    const moved = await moveCall(tx, call, 'agree')
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'call.negotiated',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      organizationId: bid.organizationId,
      callId,
      data: { agreedFen: agreedFen.toString() },
      index: [{ kind: 'call', id: callId }],
    })
    return ok()
  })
