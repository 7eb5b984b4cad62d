import type { Context } from '#app/services/shared/context.server.ts'

/** The person's opening key, and the calls that wait for it: those they could not help to open with another. */
export async function readOpeningKeyPage(ctx: Context) {
  const { accountId } = ctx.actor
  if (accountId === undefined) throw new Error('nobody is signed in')
  const key = await ctx.db.openingKey.findFirst({
    where: { accountId, replacedAt: null },
    select: { id: true, createdAt: true, changedAt: true },
  })
  const calls =
    key === null
      ? []
      : await ctx.db.callShare.findMany({
          where: { accountId, openingKeyId: key.id, call: { state: 'PUBLISHED' } },
          select: {
            call: { select: { id: true, callNo: true, title: true, bidDeadlineAt: true, keyThreshold: true } },
          },
          orderBy: { callId: 'asc' },
        })
  return {
    key: key && {
      id: key.id,
      since: key.createdAt.toISOString(),
      changedAt: key.changedAt?.toISOString(),
    },
    waiting: calls.map(({ call }) => ({
      id: call.id,
      callNo: call.callNo ?? '',
      title: call.title,
      deadlineAt: call.bidDeadlineAt.toISOString(),
    })),
  }
}
