import type { Context } from '#app/services/shared/context.server.ts'

/** Whether an open objection or complaint holds award and signature back: what PostgreSQL's assert_not_suspended refuses. */
export const isSuspended = async (ctx: Context, callId: string): Promise<boolean> =>
  (await ctx.db.remedy.findFirst({
    where: {
      callId,
      state: 'FILED',
      kind: { not: 'INQUIRY' },
      stage: { in: ['PROCESS', 'RESULT'] },
      OR: [{ suspendsUntil: null }, { suspendsUntil: { gt: ctx.now } }],
    },
    select: { id: true },
  })) !== null
