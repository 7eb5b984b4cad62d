import type { Changes } from '#app/domain/call/amend.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { toDateTimeInput } from '#app/domain/shared/day.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type Instant, instantText, readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'

type Row = { number: number; reason: string; changes: unknown; told: number; publishedAt: Instant | null }

export const amendmentView = ({ number, reason, changes, told, publishedAt }: Row) => ({
  number,
  reason,
  told,
  publishedAt: publishedAt === null ? null : instantText(publishedAt),
  changes: Object.entries(changes as Changes).map(([field, { from, to }]) => ({ field, from, to })),
})
export type AmendmentView = ReturnType<typeof amendmentView>

const shown = { number: true, reason: true, changes: true, told: true, publishedAt: true } as const

/** What was changed after publication, in its order; what is only proposed is not there. */
export const publishedAmendments = (callId: string): Reading<AmendmentView[]> =>
  reading(
    Prisma.sql`
    SELECT a.number, a.reason, a.changes, a.told, a.published_at AS "publishedAt" FROM call_amendment a
    WHERE a.call_id = ${callId}::uuid AND a.published_at IS NOT NULL ORDER BY a.number`,
    (rows: Row[]) => rows.map(amendmentView),
  )

type Stood = { reason: string; suspendedAt: string; resumedAt: string | null; days: number | null }

/** Each time a call stood still, when and why, in their order. */
export const suspensions = (callId: string): Reading<Stood[]> =>
  reading(
    Prisma.sql`
    SELECT s.reason, s.suspended_at AS "suspendedAt", s.resumed_at AS "resumedAt", s.days FROM call_suspension s
    WHERE s.call_id = ${callId}::uuid ORDER BY s.suspended_at`,
    (rows: Stood[]) =>
      rows.map(({ suspendedAt, resumedAt, ...row }) => ({
        ...row,
        suspendedAt: instantText(suspendedAt),
        resumedAt: resumedAt === null ? null : instantText(resumedAt),
      })),
  )

export const readSuspensions = ({ db }: Pick<Context, 'db'>, callId: string) => readOne(db, suspensions(callId))

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
    amendments: await readOne(ctx.db, publishedAmendments(callId)),
    may: {
      amend: isOpen && may(callPolicy, 'amend', ctx.actor, callFacts(call)),
      publish:
        isOpen &&
        may(callPolicy, 'publishAmendment', ctx.actor, callFacts(call)) &&
        proposal?.draftedById !== ctx.actor.accountId,
    },
  }
}
