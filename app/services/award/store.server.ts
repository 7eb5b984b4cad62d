import { askedFen } from '#app/domain/award/asked.ts'
import type { RankedBid } from '#app/domain/award/decide-award.ts'
import { type NoticeEvent, noticeLifecycle } from '#app/domain/award/lifecycle.ts'
import type { AwardFacts } from '#app/domain/award/policy.ts'
import { bidContent } from '#app/domain/bid/content.ts'
import { budgetSum } from '#app/domain/bid/ready.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { isPartialIn } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Bid, Call, Organization, Prisma, ResultNotice } from '#prisma/generated/client.ts'

/** The only writer of a notice's state. */
export async function moveNotice(
  tx: Tx,
  notice: Pick<ResultNotice, 'id' | 'state' | 'version'>,
  event: NoticeEvent,
  data: Prisma.ResultNoticeUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = noticeLifecycle.next(notice.state, event)
  if (state === undefined) return refuse('award.wrong-state')
  const { count } = await tx.resultNotice.updateMany({
    where: { id: notice.id, state: notice.state, version: notice.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

/** The notice that is proposed or stands now: at most one per call (a partial unique index). */
export const currentNotice = (tx: Db | Tx, callId: string) =>
  tx.resultNotice.findFirst({ where: { callId, state: { in: ['PROPOSED', 'OPEN'] } } })

export const nextNoticeNumber = async (tx: Tx, callId: string): Promise<number> =>
  (await tx.resultNotice.count({ where: { callId } })) + 1

export async function readAwardFacts(
  tx: Db | Tx,
  { actor }: Pick<Context, 'actor'>,
  call: Pick<Call, 'id' | 'bodyId' | 'state'>,
  isPublished: boolean,
): Promise<AwardFacts & { notice: ResultNotice | undefined }> {
  const notice = (await currentNotice(tx, call.id)) ?? undefined
  const isPartial = await isPartialIn({ actor, db: tx }, call.id)
  return { bodyId: call.bodyId, callState: call.state, isPublished, isPartial, notice }
}

export type JudgedBid = RankedBid & { bid: Bid & { organization: Organization } }

/** The bids of a result in rank order, with what each asks for. */
export async function readJudged(
  tx: Db | Tx,
  resultId: string,
  { ceilingFen }: Pick<Call, 'ceilingFen'>,
): Promise<JudgedBid[]> {
  const rows = await tx.bidResult.findMany({
    where: { resultId },
    orderBy: [{ rank: { sort: 'asc', nulls: 'last' } }, { bidId: 'asc' }],
    include: {
      bid: {
        include: {
          organization: true,
          negotiation: true,
          opened: { select: { priceFen: true, content: true } },
          budgetReview: true,
        },
      },
    },
  })
  return rows.map(({ bidId, rank, outcome, bid: { opened, budgetReview, negotiation, ...bid } }) => {
    // A reviewed budget, or a price agreed on, is the price that stands.
    const approvedFen = budgetReview?.approvedFen ?? negotiation?.agreedFen
    const priceFen = approvedFen ?? opened?.priceFen ?? null
    const budgetFen = opened === null ? 0n : budgetSum(bidContent.parse(opened.content))
    return { bidId, rank, outcome, priceFen, askedFen: askedFen({ priceFen, budgetFen, approvedFen }, ceilingFen), bid }
  })
}
