import type { FollowTyped } from '#app/domain/follow/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

const factOf = (id: string) => ({ entity: 'follow', entityId: id })

/** Whoever is signed in hears of a project or a call from now on; pressed twice it is done once, and letters that were ended begin again. */
export const follow = (ctx: Context, { projectNo, callNo }: FollowTyped) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('sign-in')
    const [found] = await tx.$queryRaw<{ projectId: string | null; callId: string | null }[]>`
      SELECT p.id AS "projectId", NULL::uuid AS "callId" FROM project p JOIN public_call c ON c.id = p.call_id WHERE p.project_no = ${projectNo ?? null}
      UNION ALL SELECT NULL, c.id FROM public_call c WHERE c.call_no = ${callNo ?? null} AND ${projectNo ?? null}::text IS NULL`
    if (found === undefined) return refuse('not-found')
    const held = await tx.follow.findFirst({ where: { accountId, ...found } })
    if (held === null) {
      const { id } = await tx.follow.create({ data: { accountId, ...found }, select: { id: true } })
      await record(tx, ctx, { ...factOf(id), type: 'follow.begun' })
    } else if (held.isSilent) {
      await tx.follow.update({ where: { id: held.id }, data: { isSilent: false, since: ctx.now } })
      await record(tx, ctx, { ...factOf(held.id), type: 'follow.resumed' })
    }
    return ok()
  })

export const unfollow = (ctx: Context, { followId }: { followId: string }) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('sign-in')
    const { count } = await tx.follow.deleteMany({ where: { id: followId, accountId } })
    if (count === 0) return refuse('not-found')
    await record(tx, ctx, { ...factOf(followId), type: 'follow.ended' })
    return ok()
  })
