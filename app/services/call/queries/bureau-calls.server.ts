import type { CallState } from '#app/domain/call/lifecycle.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageOf, pageRows, readInstantCursor } from '#app/domain/shared/cursor.ts'
import { timeLeft } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'

const staff = ['OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR'] as const

export type BureauCallRow = Awaited<ReturnType<typeof readBureauCalls>>['calls'][number]

/** Calls of the actor's own bodies, newest first. */
export async function readBureauCalls(ctx: Context, filter: { state: CallState | undefined; after: string | null }) {
  const { db, actor, now } = ctx
  const after = readInstantCursor(filter.after)
  const rows = await db.call.findMany({
    where: {
      bodyId: { in: bodiesWhere(actor, ...staff) },
      ...(filter.state === undefined ? {} : { state: filter.state }),
      ...(after === undefined
        ? {}
        : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: pageRows + 1,
    select: {
      id: true,
      callNo: true,
      title: true,
      method: true,
      state: true,
      budgetFen: true,
      bidDeadlineAt: true,
      suspendedAt: true,
      isRehearsal: true,
      createdAt: true,
    },
  })
  const page = pageOf(rows, (row) => ({ key: row.createdAt.toISOString(), id: row.id }))
  return {
    mayDraft: bodiesWhere(actor, 'OFFICER').length > 0,
    calls: page.rows.map((row) => ({
      id: row.id,
      callNo: row.callNo,
      title: row.title,
      method: row.method,
      state: row.state,
      isClosed: row.bidDeadlineAt.getTime() <= now.getTime(),
      isSuspended: row.suspendedAt !== null,
      isRehearsal: row.isRehearsal,
      budgetFen: String(row.budgetFen),
      deadlineAt: row.bidDeadlineAt.toISOString(),
      left: timeLeft(row.bidDeadlineAt, now) ?? null,
    })),
    next: page.next,
  }
}
