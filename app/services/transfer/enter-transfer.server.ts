import { transferPolicy } from '#app/domain/transfer/policy.ts'
import type { TransferTyped } from '#app/domain/transfer/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { FunctionTransfer } from '#prisma/generated/client.ts'

/** A function that a department hands over, with its document. It is in the catalogue once another person has confirmed it. */
export const enterTransfer = (ctx: Context, typed: TransferTyped) =>
  transact<{ transferId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId, decidedOn, startsOn, endsOn } = typed
    if (accountId === undefined || !may(transferPolicy, 'enter', ctx.actor, { bodyId })) return refuse('forbidden')
    if (decidedOn > dayOf(ctx.now)) return refuse('transfer.day-ahead', { field: 'decidedOn' })
    if (startsOn < decidedOn) return refuse('transfer.starts-before', { field: 'startsOn' })
    if (endsOn !== undefined && endsOn < startsOn) return refuse('transfer.ends-before', { field: 'endsOn' })
    const { id } = await tx.functionTransfer.create({
      data: {
        ...typed,
        decidedOn: dateOfDay(decidedOn),
        startsOn: dateOfDay(startsOn),
        endsOn: endsOn === undefined ? null : dateOfDay(endsOn),
        enteredById: accountId,
        enteredAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'transfer.entered', entity: 'function_transfer', entityId: id, bodyId })
    return ok({ transferId: id })
  })

async function hold(
  tx: Tx,
  ctx: Context,
  transferId: string,
  action: 'confirm' | 'withdraw' | 'link',
): Promise<Outcome<{ transfer: FunctionTransfer; accountId: string }>> {
  await tx.$queryRaw`SELECT id FROM function_transfer WHERE id = ${transferId}::uuid FOR UPDATE`
  const transfer = await tx.functionTransfer.findUnique({ where: { id: transferId } })
  const { accountId } = ctx.actor
  if (
    transfer === null ||
    accountId === undefined ||
    !may(transferPolicy, 'read', ctx.actor, { bodyId: transfer.bodyId })
  )
    return refuse('not-found')
  const { bodyId, enteredById } = transfer
  if (!may(transferPolicy, action, ctx.actor, { bodyId, enteredById }))
    return refuse(may(transferPolicy, action, ctx.actor, { bodyId }) ? 'transfer.four-eyes' : 'forbidden')
  return ok({ transfer, accountId })
}

export const confirmTransfer = (ctx: Context, { transferId }: { transferId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, transferId, 'confirm')
    if (!held.ok) return held
    const { transfer, accountId } = held
    if (transfer.confirmedAt !== null || transfer.withdrawnAt !== null) return refuse('transfer.decided')
    await tx.functionTransfer.update({
      where: { id: transferId },
      data: { confirmedById: accountId, confirmedAt: ctx.now },
    })
    await record(tx, ctx, {
      type: 'transfer.confirmed',
      entity: 'function_transfer',
      entityId: transferId,
      bodyId: transfer.bodyId,
      isPublic: true,
    })
    return ok()
  })

/** Before it is confirmed. */
export const withdrawTransfer = (ctx: Context, { transferId }: { transferId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, transferId, 'withdraw')
    if (!held.ok) return held
    const { transfer, accountId } = held
    if (transfer.confirmedAt !== null || transfer.withdrawnAt !== null) return refuse('transfer.decided')
    await tx.functionTransfer.update({
      where: { id: transferId },
      data: { withdrawnById: accountId, withdrawnAt: ctx.now },
    })
    await record(tx, ctx, {
      type: 'transfer.withdrawn',
      entity: 'function_transfer',
      entityId: transferId,
      bodyId: transfer.bodyId,
    })
    return ok()
  })

/** A public call of the body that buys what was handed over. */
export const linkTransfer = (ctx: Context, { transferId, callNo }: { transferId: string; callNo: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, transferId, 'link')
    if (!held.ok) return held
    const { transfer, accountId } = held
    if (transfer.confirmedAt === null) return refuse('transfer.not-confirmed')
    const call = await tx.call.findUnique({ where: { callNo }, select: { id: true, bodyId: true, isRehearsal: true } })
    if (call?.bodyId !== transfer.bodyId || call.isRehearsal) return refuse('transfer.other-call', { field: 'callNo' })
    const key = { transferId_callId: { transferId, callId: call.id } }
    if ((await tx.functionTransferCall.findUnique({ where: key })) !== null) return ok()
    await tx.functionTransferCall.create({
      data: { transferId, callId: call.id, linkedById: accountId, linkedAt: ctx.now },
    })
    await record(tx, ctx, {
      type: 'transfer.linked',
      entity: 'function_transfer',
      entityId: transferId,
      bodyId: transfer.bodyId,
      callId: call.id,
      isPublic: true,
    })
    return ok()
  })
