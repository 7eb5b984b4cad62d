import { callPolicy, callFacts } from '#app/domain/call/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { slotStart } from '#app/domain/venture/draw-order.ts'
import { venturePolicy } from '#app/domain/venture/policy.ts'
import { readBarredBids } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { ventureFactsOf } from '../hold-bid.server.ts'
import { readStages } from './stages.server.ts'

/** Where a venture call stands, and what each bid still waits for. Null for who is not of the body, or where there are no stages. */
export async function readStagesPage(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({ where: { id: callId } })
  if (call === null || !may(callPolicy, 'readInside', ctx.actor, callFacts(call))) return null
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  if (book.stages === undefined || call.publishedAt === null) return null
  const rows = await ctx.db.bid.findMany({
    where: { callId, openedAt: { not: null } },
    orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      state: true,
      organizationId: true,
      organization: { select: { name: true } },
      reviews: { where: { stage: 'QUALIFICATION' }, select: { cause: true } },
      budgetReview: true,
      pitchSlot: { select: { position: true, session: true } },
      advice: { orderBy: { number: 'desc' }, take: 1 },
      noticed: { where: { notice: { state: { in: ['OPEN', 'CLOSED'] } } }, select: { bidId: true }, take: 1 },
      _count: { select: { diligence: true } },
    },
  })
  const barred = await readBarredBids(ctx, callId)
  const bids = []
  for (const row of rows) {
    const facts = ventureFactsOf(call, row, barred.has(row.id))
    if (!may(venturePolicy, 'readDiligence', ctx.actor, facts)) continue
    const { budgetReview: review, pitchSlot: slot, advice } = row
    const [latest] = advice
    const isFunded = row.noticed.length > 0 && row.state !== 'LOST'
    bids.push({
      id: row.id,
      organization: row.organization.name,
      state: row.state,
      isAdmitted: row.reviews[0]?.cause === null,
      notes: row._count.diligence,
      budget:
        review === null
          ? null
          : {
              askedFen: review.askedFen.toString(),
              approvedFen: review.approvedFen.toString(),
              state: review.state === 'OFFERED' && review.dueAt <= ctx.now ? ('STANDS' as const) : review.state,
            },
      pitchAt: slot === null ? null : slotStart(slot.session, slot.position).toISOString(),
      advice: !isFunded
        ? null
        : latest === undefined
          ? ('none' as const)
          : latest.acceptedAt !== null
            ? ('accepted' as const)
            : latest.answeredAt !== null
              ? ('answered' as const)
              : ('asked' as const),
    })
  }
  return {
    call: { id: call.id, callNo: call.callNo ?? '', title: call.title },
    stages: await readStages(ctx, callId, book),
    bids,
  }
}
export type StagesPage = NonNullable<Awaited<ReturnType<typeof readStagesPage>>>
