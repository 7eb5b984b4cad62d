import { type BidContent, bidContent } from '#app/domain/bid/content.ts'
import { type BidFacts, bidPolicy, isOpened } from '#app/domain/bid/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { contentView } from '#app/services/bid/content-view.ts'
import { formItemOf } from '#app/services/call/read-form.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { isBarredFromBid } from './is-barred-from-bid.server.ts'

type Told = Pick<BidFacts, 'isSeatedWithoutConflict'>

async function read(ctx: Context, bidId: string, told: Told) {
  const bid = await ctx.db.bid.findUnique({
    where: { id: bidId },
    select: {
      id: true,
      callId: true,
      organizationId: true,
      state: true,
      version: true,
      sealedAt: true,
      rejectedReason: true,
      organization: { select: { name: true, creditCode: true } },
      opened: true,
      envelope: { select: { receiptNo: true, contentSha256: true, envelopeSha256: true } },
      call: {
        select: {
          bodyId: true,
          callNo: true,
          title: true,
          state: true,
          ceilingFen: true,
          criteria: {
            select: { code: true, title: true, guidance: true, kind: true, maxPoints: true, answerLimit: true },
            orderBy: { position: 'asc' },
          },
          formItems: { orderBy: { position: 'asc' } },
        },
      },
    },
  })
  if (bid === null || bid.opened === null || !isOpened(bid.state)) return undefined
  const isBarred = await isBarredFromBid(ctx, bidId)
  const facts: BidFacts = {
    organizationId: bid.organizationId,
    bodyId: bid.call.bodyId,
    state: bid.state,
    isBarred,
    ...told,
  }
  if (!may(bidPolicy, 'read', ctx.actor, facts)) return undefined
  return { bid, opened: bid.opened, facts, content: bidContent.parse(bid.opened.content) }
}

/**
 * An opened bid as its readers see it: officials of the call's body, supervisors and evaluators, its own organization; an expert
 * when the panel tells that they are seated, scoring has started and they declared no conflict. Undefined for anybody else.
 */
export async function readOpenedBid(ctx: Context, bidId: string, told: Told = {}) {
  const found = await read(ctx, bidId, told)
  if (found === undefined) return undefined
  const { bid, opened, facts, content } = found
  return {
    id: bid.id,
    callId: bid.callId,
    callNo: bid.call.callNo ?? '',
    callTitle: bid.call.title,
    ceilingFen: String(bid.call.ceilingFen),
    organizationName: bid.organization.name,
    creditCode: bid.organization.creditCode ?? '',
    state: bid.state,
    version: bid.version,
    rejectedReason: bid.rejectedReason,
    sealedAt: bid.sealedAt?.toISOString() ?? '',
    openedAt: opened.openedAt.toISOString(),
    hashesMatched: opened.hashesMatched,
    receiptNo: bid.envelope?.receiptNo ?? '',
    contentSha256: bid.envelope?.contentSha256 ?? '',
    envelopeSha256: bid.envelope?.envelopeSha256 ?? '',
    content: contentView(content, {
      criteria: bid.call.criteria.map(({ maxPoints, ...criterion }) => ({
        ...criterion,
        maxPoints: maxPoints.toString(),
      })),
      items: bid.call.formItems.map(formItemOf),
    }),
    mayReject: bid.call.state === 'OPENED' && may(bidPolicy, 'reject', ctx.actor, facts),
  }
}

/** The file's entry in an opened bid that this actor may read, with its key; for readBidFile alone. */
export async function readOpenedFile(
  ctx: Context,
  { bidId, fileId }: { bidId: string; fileId: string },
  told: Told,
): Promise<BidContent['files'][number] | undefined> {
  const found = await read(ctx, bidId, told)
  return found?.content.files.find((file) => file.fileId === fileId)
}
