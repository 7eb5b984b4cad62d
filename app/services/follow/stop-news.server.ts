import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { readStopToken } from '#app/services/shared/stop-token.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

export type StoppedFollow = { title: string; projectNo: string | null; callNo: string | null; isStopped: boolean }

/** What the link of a letter is about; whoever holds it need not be signed in. What is not followed any more has no letters. */
export async function readFollowStop(ctx: Context, token: string): Promise<Outcome<{ stopped: StoppedFollow }>> {
  const id = readStopToken(ctx.keys, 'follow', token)
  const found =
    id === undefined
      ? null
      : await ctx.db.follow.findUnique({
          where: { id },
          select: {
            isSilent: true,
            project: { select: { projectNo: true, title: true } },
            call: { select: { callNo: true, title: true } },
          },
        })
  if (found === null) return refuse('not-found')
  return ok({
    stopped: {
      title: found.project?.title ?? found.call?.title ?? '',
      projectNo: found.project?.projectNo ?? null,
      callNo: found.call?.callNo ?? null,
      isStopped: found.isSilent,
    },
  })
}

/** Ends the letters about this one thing; pressed twice it is done once. */
export const stopNews = (ctx: Context, token: string) =>
  transact(ctx, async (tx) => {
    const id = readStopToken(ctx.keys, 'follow', token)
    if (id === undefined) return refuse('not-found')
    const { count } = await tx.follow.updateMany({ where: { id, isSilent: false }, data: { isSilent: true } })
    if (count > 0) await record(tx, ctx, { entity: 'follow', entityId: id, type: 'follow.stopped' })
    return ok()
  })
