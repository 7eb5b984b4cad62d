import { deadlineAfter, suspendedDays } from '#app/domain/call/amend.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { databaseNow } from '#app/services/bid/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { readConcernedAndKeyholders } from './concerned.server.ts'
import { lockCallFor } from './lock-draft.server.ts'

/** The call stands still, with a public reason: nothing is sealed or opened until it is resumed. */
export const suspendCall = (ctx: Context, { reason, ...input }: { callId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'suspend', input)
    if (!locked.ok) return locked
    const { call } = locked
    const { suspendedAt } = await tx.callSuspension.create({
      data: { callId: call.id, reason, suspendedById: ctx.actor.accountId ?? '', suspendedAt: ctx.now },
      select: { suspendedAt: true },
    })
    await tx.call.update({
      where: { id: call.id },
      data: { suspendedAt, version: { increment: 1 } },
      select: { id: true },
    })
    await tell(tx, ctx, call, 'call.suspended', { reason })
    for (const { email, locale } of await readConcernedAndKeyholders(tx, call.id))
      await sendLetter(tx, ctx, {
        to: email,
        locale,
        template: 'callSuspended',
        values: { callTitle: call.title, reason, url: `/calls/${call.callNo ?? ''}` },
      })
    return ok()
  })

/** It goes on, and bidders get back every day it stood still. */
export const resumeCall = (ctx: Context, input: { callId: string; version: number }) =>
  transact<{ days: number }>(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'suspend', input)
    if (!locked.ok) return locked
    const { call } = locked
    const suspension = await tx.callSuspension.findFirst({ where: { callId: call.id, resumedAt: null } })
    if (suspension === null) return refuse('call.not-suspended')
    const now = await databaseNow(tx)
    const days = suspendedDays(suspension.suspendedAt, now)
    const bidDeadlineAt = deadlineAfter(call.bidDeadlineAt, days)
    await tx.callSuspension.update({
      where: { id: suspension.id },
      data: { resumedAt: now, resumedById: ctx.actor.accountId ?? null, days },
      select: { id: true },
    })
    await tx.call.update({
      where: { id: call.id },
      data: { suspendedAt: null, bidDeadlineAt, version: { increment: 1 } },
      select: { id: true },
    })
    await tell(tx, ctx, call, 'call.resumed', { days })
    for (const { email, locale } of await readConcernedAndKeyholders(tx, call.id))
      await sendLetter(tx, ctx, {
        to: email,
        locale,
        template: 'callResumed',
        values: { callTitle: call.title, deadlineAt: bidDeadlineAt.toISOString(), url: `/calls/${call.callNo ?? ''}` },
      })
    return ok({ days })
  })

const tell = (tx: Tx, ctx: Context, call: Call, type: string, data: Record<string, string | number>) =>
  record(tx, ctx, {
    type,
    entity: 'call',
    entityId: call.id,
    bodyId: call.bodyId,
    callId: call.id,
    data,
    isPublic: true,
    index: [{ kind: 'call', id: call.id }],
  })
