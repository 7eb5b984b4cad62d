import { admissionPolicy } from '#app/domain/admission/policy.ts'
import type { exitForm } from '#app/domain/admission/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { z } from 'zod'

/** Proposes that an organization leaves the list; it is told why, and until when it may reply. */
export const proposeExit = (
  ctx: Context,
  { admissionId, exitOn, reentryOn, replyUntil, ...typed }: z.output<typeof exitForm>,
) =>
  transact<{ exitId: string }>(ctx, async (tx) => {
    const admission = await tx.supplierAdmission.findUnique({ where: { id: admissionId } })
    const { accountId } = ctx.actor
    if (admission === null || accountId === undefined) return refuse('not-found')
    const { bodyId, organizationId } = admission
    if (!may(admissionPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(admissionPolicy, 'propose', ctx.actor, { bodyId })) return refuse('forbidden')
    if (replyUntil < dayOf(ctx.now)) return refuse('admission.exit-day', { field: 'replyUntil' })
    const { id } = await tx.supplierExit.create({
      data: {
        ...typed,
        admissionId,
        exitOn: dateOfDay(exitOn),
        reentryOn: reentryOn === undefined ? null : dateOfDay(reentryOn),
        replyUntil: dateOfDay(replyUntil),
        enteredById: accountId,
        enteredAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'admission.exit-proposed',
      entity: 'supplier-exit',
      entityId: id,
      bodyId,
      organizationId,
    })
    const body = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { nameZh: true } })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'supplierExitProposed', {
      bodyName: body.nameZh,
      reason: typed.reason,
      untilOn: replyUntil,
      url: `/ngo/organizations/${organizationId}/admissions`,
    })
    return ok({ exitId: id })
  })

async function readExit(tx: Parameters<Parameters<typeof transact>[1]>[0], exitId: string) {
  return tx.supplierExit.findUnique({ where: { id: exitId }, include: { admission: true } })
}

/** The organization replies, once, within its term. */
export const replyToExit = (ctx: Context, { exitId, reply }: { exitId: string; reply: string }) =>
  transact(ctx, async (tx) => {
    const exit = await readExit(tx, exitId)
    const { accountId } = ctx.actor
    if (exit === null || accountId === undefined) return refuse('not-found')
    const { bodyId, organizationId } = exit.admission
    if (!may(admissionPolicy, 'readOwn', ctx.actor, { organizationId })) return refuse('not-found')
    if (!may(admissionPolicy, 'reply', ctx.actor, { organizationId })) return refuse('admission.not-certifier')
    if (dayOf(ctx.now) > dayOfDate(exit.replyUntil)) return refuse('admission.reply-late')
    const { count } = await tx.supplierExit.updateMany({
      where: { id: exitId, repliedAt: null, decidedAt: null },
      data: { reply, repliedById: accountId, repliedAt: ctx.now },
    })
    if (count === 0) return refuse('admission.decided')
    await record(tx, ctx, {
      type: 'admission.replied',
      entity: 'supplier-exit',
      entityId: exitId,
      bodyId,
      organizationId,
    })
    return ok()
  })

/** Decided by another than who proposed it, and not before the reply came or its term is over. */
export const decideExit = (ctx: Context, input: { exitId: string; isUpheld: boolean; reason: string }) =>
  transact(ctx, async (tx) => {
    const exit = await readExit(tx, input.exitId)
    const { accountId } = ctx.actor
    if (exit === null || accountId === undefined) return refuse('not-found')
    const { enteredById, repliedAt } = exit
    const { bodyId, organizationId } = exit.admission
    if (!may(admissionPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(admissionPolicy, 'decide', ctx.actor, { bodyId, enteredById }))
      return refuse(may(admissionPolicy, 'decide', ctx.actor, { bodyId }) ? 'admission.four-eyes' : 'forbidden')
    if (repliedAt === null && dayOf(ctx.now) <= dayOfDate(exit.replyUntil)) return refuse('admission.reply-runs')
    const { count } = await tx.supplierExit.updateMany({
      where: { id: input.exitId, decidedAt: null },
      data: { decidedById: accountId, decidedAt: ctx.now, isUpheld: input.isUpheld, decisionReason: input.reason },
    })
    if (count === 0) return refuse('admission.decided')
    await record(tx, ctx, {
      type: 'admission.exit-decided',
      entity: 'supplier-exit',
      entityId: input.exitId,
      bodyId,
      organizationId,
      data: { isUpheld: input.isUpheld },
    })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'supplierExitDecided', {
      outcomeKey: input.isUpheld ? 'admission.outcome.upheld' : 'admission.outcome.dropped',
      reason: input.reason,
      url: `/ngo/organizations/${organizationId}/admissions`,
    })
    return ok()
  })
