import type { FailCode } from '#app/domain/call/end-codes.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { endCall, lockCall } from './store.server.ts'

type FailCall = { callId: string; code: FailCode; reason: string }

/**
 * The call failed: too few bids, none that conforms. Its money goes back to the fund. Inside another transaction use
 * endCall of the store after the same policy check.
 */
export const failCall = (ctx: Context, { callId, code, reason }: FailCall) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null || !may(callPolicy, 'readInside', ctx.actor, callFacts(call))) return refuse('not-found')
    if (!may(callPolicy, 'fail', ctx.actor, callFacts(call))) return refuse('call.wrong-state')
    return endCall(tx, ctx, call, { event: 'fail', code, reason })
  })
