import { bidPolicy } from '#app/domain/bid/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type ClarificationsPage = {
  bidId: string
  call: { callNo: string; title: string }
  asked: {
    id: string
    kind: 'QUALIFICATION' | 'CONFORMITY' | 'LOW_PRICE'
    question: string
    dueAt: string
    answer: string
    answeredAt: string | null
    mayAnswer: boolean
    version: number
  }[]
}

/** What the buyer or the panel asked this organization to make clear. */
export async function readClarificationsPage(ctx: Context, bidId: string): Promise<ClarificationsPage | null> {
  const bid = await ctx.db.bid.findUnique({
    where: { id: bidId },
    select: {
      state: true,
      organizationId: true,
      call: { select: { bodyId: true, callNo: true, title: true } },
      clarifications: { orderBy: { askedAt: 'desc' } },
    },
  })
  if (bid === null) return null
  const facts = { organizationId: bid.organizationId, bodyId: bid.call.bodyId, state: bid.state }
  if (!may(bidPolicy, 'follow', ctx.actor, facts)) return null
  const mayExplain = may(bidPolicy, 'explain', ctx.actor, facts)
  return {
    bidId,
    call: { callNo: bid.call.callNo ?? '', title: bid.call.title },
    asked: bid.clarifications.map(({ id, kind, question, dueAt, answer, answeredAt, finding, version }) => ({
      id,
      kind,
      question,
      dueAt: dueAt.toISOString(),
      answer,
      answeredAt: answeredAt?.toISOString() ?? null,
      mayAnswer: mayExplain && answeredAt === null && finding === null && dueAt >= ctx.now,
      version,
    })),
  }
}
