import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor } from './lock-draft.server.ts'
import { moveCall } from './store.server.ts'

/** The approver hands the draft back and says why; its submitter is told. */
export const returnCall = (ctx: Context, { reason, ...input }: { callId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'return', input)
    if (!locked.ok) return locked
    const { call } = locked
    const moved = await moveCall(tx, call, 'return', { stateReason: reason })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'call.returned',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { reason },
    })
    const submitter = await tx.account.findUnique({
      where: { id: call.submittedById ?? call.draftedById },
      select: { email: true, locale: true },
    })
    if (submitter !== null)
      await sendLetter(tx, ctx, {
        to: submitter.email,
        locale: submitter.locale === 'EN' ? 'en' : 'zh-CN',
        template: 'callReturned',
        values: { callTitle: call.title, reason, url: `/bureau/calls/${call.id}` },
      })
    return ok()
  })
