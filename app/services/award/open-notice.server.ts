import { noticeTerms } from '#app/domain/award/notice-end.ts'
import { dayOf, type Day } from '#app/domain/shared/day.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { databaseNow } from '#app/services/bid/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { moveCall } from '#app/services/call/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import type { Call, Result, ResultNotice } from '#prisma/generated/client.ts'
import { type JudgedBid, moveNotice } from './store.server.ts'
import { tellOrganization } from './tell-bidders.server.ts'

type Opening = {
  call: Call
  result: Pick<Result, 'id' | 'recordSha256' | 'version' | 'publishedAt'>
  notice: ResultNotice
  judged: readonly JudgedBid[]
  /** Bids that are to be awarded, by id. */
  amounts: ReadonlyMap<string, bigint>
  /** The second approver, where there had to be one. */
  confirmedById?: string | undefined
}

/**
 * The decision becomes public for the term of the call's book; its end is counted in working days from the database's clock, and a
 * year that is not loaded refuses. Every bidder is told: its rank, its total, until when it may object.
 */
export async function openNotice(tx: Tx, ctx: Context, opening: Opening): Promise<Outcome> {
  const { call, result, notice, judged, amounts, confirmedById } = opening
  const noticedAt = await databaseNow(tx)
  const book = await readBookOf(tx, call, dayOf(noticedAt))
  const terms = noticeTerms(book, dayOf(noticedAt), await readCalendar(tx))
  if (!terms.ok) return terms
  const opened = await moveNotice(tx, notice, 'confirm', {
    noticedAt,
    endsOn: dateOfDay(terms.endsOn),
    endsAt: terms.endsAt,
    confirmedById: confirmedById ?? null,
  })
  if (!opened.ok) return opened
  if (result.publishedAt === null)
    await tx.result.update({
      where: { id: result.id },
      data: {
        publishedAt: noticedAt,
        publishedById: ctx.actor.accountId ?? null,
        reasons: notice.reasons,
        version: { increment: 1 },
      },
    })
  const moved = await moveCall(tx, call, 'notice')
  if (!moved.ok) return moved

  const noticeUntil = { noticeEndsOn: terms.endsOn, objectUntilOn: terms.objectUntil ?? terms.endsOn }
  await (notice.kind === 'RESULT' ? tellEveryone : tellReserve)(tx, ctx, opening, noticeUntil)
  await record(tx, ctx, {
    type: notice.kind === 'RESULT' ? 'result.published' : 'result.reserve-noticed',
    entity: 'result',
    entityId: result.id,
    bodyId: call.bodyId,
    callId: call.id,
    isPublic: true,
    data: {
      recordSha256: result.recordSha256,
      bids: judged.length,
      awards: amounts.size,
      noticeEndsOn: terms.endsOn,
      isPassedOver: notice.passOverReason !== '',
    },
    index: [{ kind: 'call', id: call.id }],
  })
  return ok()
}

type Until = { noticeEndsOn: Day; objectUntilOn: Day }

/** Award and regret letters: those who won, and those who did not, each with its own rank and total. */
async function tellEveryone(
  tx: Tx,
  ctx: Context,
  { call, result: { id: resultId }, judged, amounts }: Opening,
  until: Until,
): Promise<void> {
  const totals = new Map(
    (await tx.bidResult.findMany({ where: { resultId } })).map(({ bidId, total, calibratedTotal }) => [
      bidId,
      (calibratedTotal ?? total).toFixed(2),
    ]),
  )
  for (const { bidId, rank, outcome, bid } of judged) {
    const amountFen = amounts.get(bidId)
    const values = {
      callTitle: call.title,
      organizationName: bid.organization.name,
      url: `/ngo/bids/${bidId}/result`,
      rankText: rank === null ? '—' : String(rank),
      countText: String(judged.length),
      totalText: totals.get(bidId) ?? '—',
      ...until,
    }
    if (amountFen !== undefined && call.method === 'SINGLE_SOURCE')
      await tellOrganization(tx, ctx, bid.organizationId, 'negotiatedNoticed', {
        callTitle: call.title,
        organizationName: bid.organization.name,
        amountFen: String(amountFen),
        noticeEndsOn: until.noticeEndsOn,
        url: `/ngo/bids/${bidId}/result`,
      })
    else if (amountFen !== undefined)
      await tellOrganization(tx, ctx, bid.organizationId, 'resultProposed', { ...values, amountFen: String(amountFen) })
    else
      await tellOrganization(
        tx,
        ctx,
        bid.organizationId,
        outcome === 'reserve' ? 'resultReserve' : 'resultPublished',
        values,
      )
  }
}

async function tellReserve(
  tx: Tx,
  ctx: Context,
  { call, judged, amounts }: Opening,
  { noticeEndsOn }: Until,
): Promise<void> {
  for (const { bidId, bid } of judged) {
    const amountFen = amounts.get(bidId)
    if (amountFen === undefined) continue
    await tellOrganization(tx, ctx, bid.organizationId, 'reservePromoted', {
      callTitle: call.title,
      organizationName: bid.organization.name,
      amountFen: String(amountFen),
      noticeEndsOn,
      url: `/ngo/bids/${bidId}/result`,
    })
  }
}
