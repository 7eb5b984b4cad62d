import { addDays } from '#app/domain/shared/day.ts'
import { makeKey, revokeKey } from '#app/services/api-key/keep-keys.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** A resident who makes statistics has a key for their program, and ended the one before it. */
export function tellApiKeys(world: World, timeline: Timeline): void {
  timeline.at(moment(addDays(world.today, -9), '21:05'), async (when) => {
    const ctx = world.as(world.resident, when)
    await done(makeKey(ctx, { name: '旧电脑上的脚本' }))
    const { id } = await ctx.db.apiKey.findFirstOrThrow({ where: { accountId: ctx.actor.accountId ?? '' } })
    await done(makeKey(ctx, { name: '每周拨款统计' }))
    await done(revokeKey(ctx, { keyId: id }))
  })
}
