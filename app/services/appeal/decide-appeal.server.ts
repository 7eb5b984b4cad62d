import { appealPolicy } from '#app/domain/appeal/policy.ts'
import { missingIn } from '#app/domain/appeal/complete.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Appeal } from '#prisma/generated/client.ts'
import { factOf, lockAppeal, moveAppeal } from './store.server.ts'

type Step = { appealId: string; version: number }
type Deed = keyof typeof appealPolicy

export async function lockedFor(
  tx: Tx,
  ctx: Context,
  deed: Deed,
  { appealId, version }: Step,
): Promise<Outcome<{ appeal: Appeal }>> {
  const appeal = await lockAppeal(tx, appealId)
  if (appeal === null || !may(appealPolicy, 'read', ctx.actor, appeal)) return refuse('not-found')
  if (!may(appealPolicy, deed, ctx.actor, appeal)) {
    const isOwn = ctx.actor.accountId === appeal.draftedById || ctx.actor.accountId === appeal.submittedById
    return refuse(deed === 'decide' && isOwn ? 'appeal.four-eyes' : 'forbidden')
  }
  return appeal.version === version ? ok({ appeal }) : stale()
}

/** To the approver, complete: with its approval, and with somebody who may raise money publicly. */
export const submitAppeal = (ctx: Context, step: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'draft', step)
    if (!found.ok) return found
    const { appeal } = found
    if (missingIn(appeal).length > 0) return refuse('appeal.incomplete')
    const moved = await moveAppeal(tx, appeal, 'submit', {
      submittedById: ctx.actor.accountId ?? null,
      submittedAt: ctx.now,
      stateReason: '',
    })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(appeal), type: 'appeal.submitted' })
    return ok()
  })

/** Back to whoever drafted it, with the reason. */
export const returnAppeal = (ctx: Context, { reason, ...step }: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'decide', step)
    if (!found.ok) return found
    const moved = await moveAppeal(tx, found.appeal, 'return', { stateReason: reason })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(found.appeal), type: 'appeal.returned', data: { reason } })
    return ok()
  })

/** Before it was public: it goes no further, and says why. */
export const withdrawAppeal = (ctx: Context, { reason, ...step }: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'withdraw', step)
    if (!found.ok) return found
    const moved = await moveAppeal(tx, found.appeal, 'withdraw', { stateReason: reason })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(found.appeal), type: 'appeal.withdrawn', data: { reason } })
    return ok()
  })

/** Another person than the one who drafted it lets it begin: from now on it is public. */
export const openAppeal = (ctx: Context, step: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'decide', step)
    if (!found.ok) return found
    const { appeal } = found
    if (dayOfDate(appeal.endsOn) < dayOf(ctx.now)) return refuse('appeal.over')
    const moved = await moveAppeal(tx, appeal, 'open', {
      openedById: ctx.actor.accountId ?? null,
      openedAt: ctx.now,
    })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(appeal), type: 'appeal.opened', isPublic: true })
    return ok()
  })

/** It goes no further: PostgreSQL frees what was promised and owes back what came, and every giver is written to. */
export const stopAppeal = (ctx: Context, { reason, ...step }: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'stop', step)
    if (!found.ok) return found
    const moved = await moveAppeal(tx, found.appeal, 'stop', { stopCode: 'DECIDED', stateReason: reason })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(found.appeal), type: 'appeal.stopped', data: { reason }, isPublic: true })
    return ok()
  })
