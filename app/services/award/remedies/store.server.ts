import { type RemedyEvent, remedyLifecycle } from '#app/domain/remedy/lifecycle.ts'
import type { RemedyFacts } from '#app/domain/remedy/policy.ts'
import type { RuleEvent } from '#app/domain/rule-book/rule-book.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Call, Prisma, Remedy } from '#prisma/generated/client.ts'

/** The only writer of a remedy's state. */
export async function moveRemedy(
  tx: Tx,
  remedy: Pick<Remedy, 'id' | 'state' | 'version'>,
  event: RemedyEvent,
  data: Prisma.RemedyUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = remedyLifecycle.next(remedy.state, event)
  if (state === undefined) return refuse('remedy.answered')
  const { count } = await tx.remedy.updateMany({
    where: { id: remedy.id, state: remedy.state, version: remedy.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

type Row = Pick<Remedy, 'organizationId' | 'filedById' | 'kind' | 'state'> & { call: { bodyId: string } }

export const remedyFacts = ({ organizationId, filedById, kind, state, call }: Row): RemedyFacts => ({
  bodyId: call.bodyId,
  organizationId: organizationId ?? undefined,
  filedById,
  kind,
  state,
})

/** What has happened to a call, as the terms of its book count from it. */
export async function eventsOf(
  tx: Db | Tx,
  call: Pick<Call, 'id' | 'publishedAt' | 'openedAt'>,
): Promise<Partial<Record<RuleEvent, Day>>> {
  const notice = await tx.resultNotice.findFirst({
    where: { callId: call.id, noticedAt: { not: null } },
    orderBy: { number: 'desc' },
    select: { noticedAt: true, endsOn: true },
  })
  return {
    ...(call.publishedAt === null ? {} : { callPublished: dayOf(call.publishedAt) }),
    ...(call.openedAt === null ? {} : { opened: dayOf(call.openedAt) }),
    ...(notice?.noticedAt == null ? {} : { resultNoticed: dayOf(notice.noticedAt) }),
    ...(notice?.endsOn == null ? {} : { noticeEnded: dayOfDate(notice.endsOn) }),
  }
}
