import { needPolicy } from '#app/domain/need/policy.ts'
import type { CommitteeKind, DeclineCode } from '#app/domain/need/schema.ts'
import type { ServiceField } from '#app/domain/call/terms.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Need } from '#prisma/generated/client.ts'
import { factOf, holdNeed, lockNeed, moveNeed, tellRaiser } from './store.server.ts'

type Chosen = { needId: string; version: number }
type Words = { title: string; what: string; whyNow: string; beneficiaries: string; field: ServiceField }

/** Bodies of the reader whose own region holds that of a need. */
export async function bodiesForNeed(tx: Pick<Tx, '$queryRaw'>, ctx: Context, regionId: string): Promise<string[]> {
  const mine = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER')
  if (mine.length === 0) return []
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM body b JOIN region r ON r.id = b.region_id WHERE b.id = ${among(mine)} AND body_covers(b.id, ${regionId}::uuid)
    ORDER BY length(r.path) DESC, b.id`
  return rows.map(({ id }) => id)
}

async function holdReceived(
  tx: Tx,
  ctx: Context,
  { needId, version }: Chosen,
): Promise<Outcome<{ need: Need; bodyIds: string[] }>> {
  const need = await lockNeed(tx, needId)
  if (need === null) return refuse('not-found')
  const bodyIds = await bodiesForNeed(tx, ctx, need.regionId)
  if (bodyIds.length === 0) return refuse('not-found')
  if (need.state !== 'RECEIVED') return refuse('need.wrong-state')
  return need.version === version ? ok({ need, bodyIds }) : stale()
}

/** From now on anybody may read it. Names and telephone numbers are taken out of the words before. */
export const takeUpNeed = (
  ctx: Context,
  {
    needId,
    version,
    bodyId,
    committeeKind,
    ...words
  }: Chosen & Words & { bodyId: string; committeeKind: CommitteeKind },
) =>
  transact(ctx, async (tx) => {
    const held = await holdReceived(tx, ctx, { needId, version })
    if (!held.ok) return held
    if (!held.bodyIds.includes(bodyId)) return refuse('need.other-region')
    if (!may(needPolicy, 'takeUp', ctx.actor, { bodyId })) return refuse('forbidden')
    const { need } = held
    const moved = await moveNeed(tx, ctx, need, 'takeUp', { ...words, bodyId, committeeKind })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf({ ...need, bodyId }), type: 'need.taken-up', isPublic: true })
    await tellRaiser(tx, ctx, { ...need, title: words.title }, 'need.state.PROPOSED', '')
    return ok({ needNo: need.needNo })
  })

/** Nobody else ever reads it; whoever wrote is told why. */
export const declineNeed = (ctx: Context, { needId, version, code }: Chosen & { code: DeclineCode }) =>
  transact(ctx, async (tx) => {
    const held = await holdReceived(tx, ctx, { needId, version })
    if (!held.ok) return held
    const [bodyId] = held.bodyIds
    if (!may(needPolicy, 'decline', ctx.actor, { bodyId })) return refuse('forbidden')
    const moved = await moveNeed(tx, ctx, held.need, 'decline', { declineCode: code })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      ...factOf({ ...held.need, bodyId: bodyId ?? null }),
      type: 'need.declined',
      data: { code },
    })
    await tellRaiser(tx, ctx, held.need, `need.decline.${code}`, '')
    return ok()
  })

/** Not now, for a reason that anybody may read; it can be taken up again. */
export const setNeedAside = (ctx: Context, { reason, ...chosen }: Chosen & { reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdNeed(tx, ctx, chosen, 'setAside')
    if (!held.ok) return held
    const moved = await moveNeed(tx, ctx, held.need, 'setAside', { stateReason: reason })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(held.need), type: 'need.set-aside', isPublic: true })
    await tellRaiser(tx, ctx, held.need, 'need.state.SET_ASIDE', reason)
    return ok()
  })

/** It begins anew with deliberation; what was decided before stays to be read. */
export const takeUpNeedAgain = (ctx: Context, chosen: Chosen) =>
  transact(ctx, async (tx) => {
    const held = await holdNeed(tx, ctx, chosen, 'setAside')
    if (!held.ok) return held
    const moved = await moveNeed(tx, ctx, held.need, 'takeUpAgain')
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(held.need), type: 'need.taken-up-again', isPublic: true })
    await tellRaiser(tx, ctx, held.need, 'need.state.PROPOSED', '')
    return ok()
  })
