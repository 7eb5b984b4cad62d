import { panelPolicy } from '#app/domain/panel/policy.ts'
import { decideEntries } from '#app/domain/panel/score-sheet.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockPanel, readPanelFacts } from './store.server.ts'

/** The call has a sample, and this seat has not scored it. */
export async function owesSample(tx: Tx, callId: string, seatId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<[{ owes: boolean }]>`
    SELECT EXISTS (SELECT 1 FROM sample_answer WHERE call_id = ${callId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM sample_sheet WHERE seat_id = ${seatId}::uuid) AS owes`
  return row.owes
}

/** A judge's marks for the sample, once and whole. They are compared, and never counted. */
export const scoreSample = (
  ctx: Context,
  { callId, scores }: { callId: string; scores: readonly { criterionId: string; points: string }[] },
) =>
  transact(ctx, async (tx) => {
    await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (facts?.seat === undefined || facts.panelId === undefined) return refuse('not-found')
    if (!may(panelPolicy, 'scoreSample', ctx.actor, facts)) return refuse('sample.not-now')
    const { pledgedAt } = await tx.seat.findUniqueOrThrow({ where: { id: facts.seat.id }, select: { pledgedAt: true } })
    if (pledgedAt === null) return refuse('panel.pledge-first')
    if (!(await owesSample(tx, callId, facts.seat.id))) return refuse('sample.scored-already')
    const criteria = await tx.criterion.findMany({
      where: { callId, kind: 'SUBJECTIVE' },
      select: { id: true, maxPoints: true },
    })
    const decision = decideEntries(
      criteria.map(({ id, maxPoints }) => ({ id, maxPoints: maxPoints.toString() })),
      scores.map((score) => ({ ...score, reason: '' })),
    )
    if (!decision.ok) return decision
    const seatId = facts.seat.id
    await tx.sampleSheet.create({ data: { seatId, submittedAt: ctx.now } })
    await tx.sampleScore.createMany({
      data: scores.map(({ criterionId, points }) => ({ seatId, criterionId, points })),
    })
    await record(tx, ctx, {
      type: 'panel.sample-scored',
      entity: 'panel',
      entityId: facts.panelId,
      bodyId: facts.bodyId,
      callId,
      data: { seat: seatId },
    })
    return ok()
  })
