import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { closeOffers } from './apply.server.ts'
import { hold, move, note, tellTenant } from './store.server.ts'

type Check = { incubationId: string; version: number; outcome: 'PASS' | 'RETURN' | 'REFUSE'; reason: string }

/** Places that a class still has; the class is locked, so that the answer holds until the transaction ends. */
async function lockPlaces(tx: Tx, classId: string): Promise<{ free: number; waiting: number }> {
  await tx.$queryRaw`SELECT id FROM incubator_class WHERE id = ${classId}::uuid FOR UPDATE`
  const [row] = await tx.$queryRaw<{ free: number; waiting: number }[]>`
    SELECT k.quota - incubator_class_taken(k.id) AS free,
      (SELECT count(*)::int FROM incubation w WHERE w.class_id = k.id AND w.state = 'WAITING') AS waiting
    FROM incubator_class k WHERE k.id = ${classId}::uuid`
  return row ?? { free: 0, waiting: 0 }
}

/** The first check: back with reasons, no with a reason, or passed; passed, it gets a place of its class or waits for one. */
export const checkApplication = (ctx: Context, { outcome, reason, ...input }: Check) =>
  transact<{ isWaiting: boolean }>(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'check')
    if (!held.ok) return held
    const { incubation } = held
    if (incubation.state !== 'SENT') return refuse('incubation.decided')
    const checked = { checkedById: ctx.actor.accountId ?? null, checkedAt: ctx.now, checkReason: reason }
    const places = outcome === 'PASS' ? await lockPlaces(tx, incubation.classId) : { free: 0, waiting: 0 }
    const isAdmitted = places.free > 0 && places.waiting === 0
    const event = outcome === 'RETURN' ? 'return' : outcome === 'REFUSE' ? 'refuse' : isAdmitted ? 'admit' : 'queue'
    const moved = await move(tx, incubation, event, checked)
    if (!moved.ok) return moved
    const types = {
      return: 'incubation.returned',
      refuse: 'incubation.refused',
      admit: 'incubation.admitted',
      queue: 'incubation.queued',
    } as const
    await note(tx, ctx, held, types[event], { data: { isInTime: isInTime(incubation.checkDueOn, ctx.now) } })
    await tellTenant(tx, ctx, held, event, reason)
    return ok({ isWaiting: event === 'queue' })
  })

const isInTime = (dueOn: Date | null, now: Date) => dueOn === null || dayOf(now) <= dueOn.toISOString().slice(0, 10)

/** A place came free: the first of the waiting list of its class gets it. PostgreSQL keeps the order. */
export const admitWaiting = (ctx: Context, input: { incubationId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'check')
    if (!held.ok) return held
    if (held.incubation.state !== 'WAITING') return refuse('incubation.wrong-state')
    const moved = await move(tx, held.incubation, 'admit')
    if (!moved.ok) return moved
    await note(tx, ctx, held, 'incubation.admitted')
    await tellTenant(tx, ctx, held, 'admit')
    return ok()
  })

/** No agreement came about, or whoever waits can no longer be taken: the place is free again. */
export const releasePlace = (
  ctx: Context,
  { reason, ...input }: { incubationId: string; version: number; reason: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'decide')
    if (!held.ok) return held
    const { incubation } = held
    if (incubation.state !== 'WAITING' && incubation.state !== 'ADMITTED') return refuse('incubation.wrong-state')
    await closeOffers(tx, ctx, incubation)
    const checked = { checkedById: ctx.actor.accountId ?? null, checkedAt: ctx.now, checkReason: reason }
    const moved = await move(tx, incubation, 'refuse', checked)
    if (!moved.ok) return moved
    await note(tx, ctx, held, 'incubation.refused')
    await tellTenant(tx, ctx, held, 'refuse', reason)
    return ok()
  })
