import { awardPolicy } from '#app/domain/award/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { endCall, lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readAwardFacts } from './store.server.ts'

/**
 * No award stands and nobody takes the free place: the call ends without a result (条例 art. 49: 重新开展政府采购活动), its money goes
 * back to the fund, everybody who had a hand in it is told why, and it may be tried again.
 */
export const endWithoutAward = (ctx: Context, { callId, reason }: { callId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const facts = await readAwardFacts(tx, ctx, call, true)
    if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    if (!may(awardPolicy, 'promote', ctx.actor, facts)) return refuse('award.no-promotion')
    // PostgreSQL counts once more (call.award-stands).
    if ((await tx.award.count({ where: { callId, revokedAt: null } })) > 0) return refuse('call.award-stands')
    const ended = await endCall(tx, ctx, call, { event: 'fail', code: 'NO_AGREEMENT', reason })
    return ended.ok ? ok() : ended
  })
