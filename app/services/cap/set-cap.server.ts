import { capPolicy } from '#app/domain/cap/policy.ts'
import type { CapEffect, CapScope } from '#app/domain/cap/schema.ts'
import type { Fen } from '#app/domain/shared/money.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

export type SetCap = {
  bodyId: string
  fundId?: string | undefined
  scope: CapScope
  effect: CapEffect
  amountFen: Fen
  reason: string
}

/** A body limits what it pays. Another limit of the same kind takes the place of the one before. */
export const setCap = (ctx: Context, { bodyId, fundId, scope, effect, amountFen, reason }: SetCap) =>
  transact<{ capId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (!may(capPolicy, 'read', ctx.actor, { bodyId }) || accountId === undefined) return refuse('not-found')
    if (!may(capPolicy, 'set', ctx.actor, { bodyId })) return refuse('cap.not-approver')
    await tx.$queryRaw`SELECT id FROM body WHERE id = ${bodyId}::uuid FOR UPDATE`
    await tx.spendingCap.updateMany({
      where: { bodyId, fundId: fundId ?? null, scope, effect, endedAt: null },
      data: { endedAt: ctx.now, endedById: accountId },
    })
    const { id } = await tx.spendingCap.create({
      data: { bodyId, fundId: fundId ?? null, scope, effect, amountFen, reason, setById: accountId, setAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'cap.set',
      entity: 'spending-cap',
      entityId: id,
      bodyId,
      data: { scope, effect, amountFen: amountFen.toString(), reason },
    })
    return ok({ capId: id })
  })

export const endCap = (ctx: Context, { capId }: { capId: string }) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const cap = await tx.spendingCap.findUnique({ where: { id: capId } })
    if (cap === null || accountId === undefined || !may(capPolicy, 'read', ctx.actor, cap)) return refuse('not-found')
    if (!may(capPolicy, 'set', ctx.actor, cap)) return refuse('cap.not-approver')
    if (cap.endedAt !== null) return refuse('cap.ended')
    await tx.spendingCap.update({ where: { id: capId }, data: { endedAt: ctx.now, endedById: accountId } })
    await record(tx, ctx, {
      type: 'cap.ended',
      entity: 'spending-cap',
      entityId: capId,
      bodyId: cap.bodyId,
      data: { scope: cap.scope, effect: cap.effect, amountFen: cap.amountFen.toString() },
    })
    return ok()
  })
