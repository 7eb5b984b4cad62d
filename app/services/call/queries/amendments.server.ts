import type { Changes } from '#app/domain/call/amend.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { toDateTimeInput } from '#app/domain/shared/day.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'

type Row = { number: number; reason: string; changes: unknown; told: number; publishedAt: Date | null }

export const amendmentView = ({ number, reason, changes, told, publishedAt }: Row) => ({
  number,
  reason,
  told,
  publishedAt: publishedAt?.toISOString() ?? null,
  changes: Object.entries(changes as Changes).map(([field, { from, to }]) => ({ field, from, to })),
})
export type AmendmentView = ReturnType<typeof amendmentView>

const shown = { number: true, reason: true, changes: true, told: true, publishedAt: true } as const

/** What was changed after publication, in its order; what is only proposed is not there. */
export const publishedAmendments = {
  where: { publishedAt: { not: null } },
  orderBy: { number: 'asc' },
  select: shown,
} as const

const readAmendments = async ({ db }: Pick<Context, 'db'>, callId: string): Promise<AmendmentView[]> =>
  (
    await db.callAmendment.findMany({
      ...publishedAmendments,
      where: { ...publishedAmendments.where, callId },
    })
  ).map(amendmentView)

type Stood = { reason: string; suspendedAt: Date; resumedAt: Date | null; days: number | null }

/** When and why it stood still. */
export const suspensionView = ({ reason, suspendedAt, resumedAt, days }: Stood) => ({
  reason,
  suspendedAt: suspendedAt.toISOString(),
  resumedAt: resumedAt?.toISOString() ?? null,
  days,
})

/** Each time a call stood still, in their order. */
export const readSuspensions = async ({ db }: Pick<Context, 'db'>, callId: string) =>
  (await db.callSuspension.findMany({ where: { callId }, orderBy: { suspendedAt: 'asc' } })).map(suspensionView)

/** The page on which an amendment is written by one and published by another. */
export async function readAmendPage(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({ where: { id: callId } })
  if (call?.publishedAt == null || !may(callPolicy, 'readInside', ctx.actor, callFacts(call))) return undefined
  const proposal = await ctx.db.callAmendment.findFirst({
    where: { callId, publishedAt: null, discardedAt: null },
    select: { ...shown, draftedById: true },
  })
  const isOpen = call.bidDeadlineAt.getTime() > ctx.now.getTime() && call.suspendedAt === null
  return {
    id: callId,
    version: call.version,
    title: call.title,
    values: {
      summary: call.summary,
      requirement: call.requirement,
      beneficiaries: call.beneficiaries,
      ceiling: fenToYuanText(toFen(call.ceilingFen)),
      bidDeadlineAt: toDateTimeInput(call.bidDeadlineAt),
      startsOn: dayOfDate(call.startsOn),
      endsOn: dayOfDate(call.endsOn),
    },
    proposal: proposal === null ? null : amendmentView(proposal),
    amendments: await readAmendments(ctx, callId),
    may: {
      amend: isOpen && may(callPolicy, 'amend', ctx.actor, callFacts(call)),
      publish:
        isOpen &&
        may(callPolicy, 'publishAmendment', ctx.actor, callFacts(call)) &&
        proposal?.draftedById !== ctx.actor.accountId,
    },
  }
}
