import { administrationPolicy } from '#app/domain/account/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** States from which an administrator may send a letter again by hand: it did not leave, or nobody knows. */
export const resendable = ['FAILED', 'DOUBTFUL', 'KEPT'] as const

/** Puts a letter back into the queue, once, however often the button is pressed. */
export const resendMessage = (ctx: Context, id: string): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'resendLetter', ctx.actor, {})) return refuse('forbidden')
    const { count } = await tx.message.updateMany({
      where: { id, state: { in: [...resendable] } },
      data: { state: 'QUEUED', error: '', sendingSince: null },
    })
    if (count === 0) return refuse('notice.sent-once')
    await addJob(tx, 'send-message', { id }, `send-message:${id}`)
    await record(tx, ctx, { type: 'message.sent-again', entity: 'message', entityId: id })
    return ok()
  })
