import { panelBidPolicy } from '#app/domain/panel/policy.ts'
import { decideEntries } from '#app/domain/panel/score-sheet.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockPanel, readPanelBidFacts } from './store.server.ts'

export type AgreeMark = { callId: string; bidId: string; criterionId: string; points: string; basis: string }

/** The value the panel agreed on for an objective criterion: entered once, the same for all judges, with what it rests on. */
export const agreeMark = (ctx: Context, { callId, bidId, criterionId, points, basis }: AgreeMark) =>
  transact(ctx, async (tx) => {
    await lockPanel(tx, callId)
    const facts = await readPanelBidFacts(tx, bidId, ctx.actor.expertId)
    if (facts?.seat === undefined || facts.callId !== callId) return refuse('not-found')
    if (!may(panelBidPolicy, 'readBid', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelBidPolicy, 'agree', ctx.actor, facts)) return refuse('score-sheet.not-entitled')
    const criteria = await tx.criterion.findMany({
      where: { callId, kind: 'OBJECTIVE' },
      select: { id: true, maxPoints: true },
    })
    const decision = decideEntries(
      criteria.map(({ id, maxPoints }) => ({ id, maxPoints: maxPoints.toString() })),
      [{ criterionId, points, reason: basis }],
    )
    if (!decision.ok) return refuse(decision.refusal.code, { ...decision.refusal, field: 'points' })
    const seatId = facts.seat.id
    const kept = { points, basis, seatId, agreedAt: ctx.now }
    const before = await tx.objectiveMark.findUnique({ where: { bidId_criterionId: { bidId, criterionId } } })
    await tx.objectiveMark.upsert({
      where: { bidId_criterionId: { bidId, criterionId } },
      create: { bidId, criterionId, ...kept },
      update: { ...kept, version: { increment: 1 } },
    })
    await record(tx, ctx, {
      type: 'objective-mark.agreed',
      entity: 'bid',
      entityId: bidId,
      bodyId: facts.bodyId,
      callId,
      data: { criterion: criterionId, points, basis, seat: seatId, before: before?.points.toString() ?? null },
    })
    return ok()
  })
