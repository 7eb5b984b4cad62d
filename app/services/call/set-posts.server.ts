import { postPrice } from '#app/domain/post-price/price.ts'
import type { PostTyped } from '#app/domain/post-price/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { readStandard } from '#app/services/post-price/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

/** The posts that a call buys, each at what the body's standard of today makes of it. */
export const setPosts = (
  ctx: Context,
  { callId, version, posts }: { callId: string; version: number; posts: readonly PostTyped[] },
) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    if (call.instrument !== 'POST_PURCHASE') return refuse('post-price.not-posts')
    const { ruleId, items } = await readStandard(tx, call.bodyId)
    const rows = posts.map((post, index) => ({ ...post, position: index + 1, price: postPrice(items, post) }))
    const unknown = rows.find(({ price }) => price === undefined)
    if (unknown !== undefined)
      return refuse('post-price.unknown-grade', { field: `posts[${unknown.position - 1}].LEVEL` })
    await tx.callPost.deleteMany({ where: { callId } })
    await tx.callPost.createMany({
      data: rows.map(({ price, grades, ...row }) => ({
        ...row,
        callId,
        ruleId,
        grades,
        monthlyFen: price?.monthlyFen ?? 0n,
      })),
    })
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'posts' },
    })
    return ok()
  })
