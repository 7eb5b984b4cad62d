import { decideEntries, decideScore, decideWhole, type SheetEntry } from '#app/domain/panel/score-sheet.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { ScoreSheet } from '#prisma/generated/client.ts'
import { readPanelBidFacts, submit } from './store.server.ts'

/** The form of a sheet that was never saved carries this version; the first save makes the row with the next one. */
export const unsavedVersion = 1

export type SheetInput = {
  callId: string
  bidId: string
  version: number
  scores: readonly SheetEntry[]
  comment: string
  /** About to be handed in: points everywhere, reasons where the call asks for them. */
  asWhole?: boolean
}

type Held = { seatId: string; bodyId: string; sheet: ScoreSheet | null }

/** The expert's own sheet. Writes of one expert wait for each other at the seat. */
async function holdSheet(
  tx: Tx,
  ctx: Context,
  { callId, bidId, version }: { callId: string; bidId: string; version: number },
): Promise<Outcome<Held>> {
  await tx.$queryRaw`
    SELECT s.id FROM seat s JOIN panel p ON p.id = s.panel_id
    WHERE p.call_id = ${callId}::uuid AND s.expert_id = ${ctx.actor.expertId ?? null}::uuid FOR UPDATE OF s`
  const facts = await readPanelBidFacts(tx, bidId, ctx.actor.expertId)
  if (facts === null || facts.callId !== callId) return refuse('not-found')
  const decision = decideScore(ctx.actor, facts)
  if (!decision.ok) return decision
  if (facts.seat === undefined) return refuse('not-found')
  const sheet = await tx.scoreSheet.findUnique({ where: { seatId_bidId: { seatId: facts.seat.id, bidId } } })
  if ((sheet?.version ?? unsavedVersion) !== version) return stale()
  return ok({ seatId: facts.seat.id, bodyId: facts.bodyId, sheet })
}

/** Keeps a draft of the sheet; boxes may be empty. Nobody else sees it. */
export const saveSheet = (ctx: Context, input: SheetInput) =>
  transact(ctx, async (tx) => {
    const held = await holdSheet(tx, ctx, input)
    if (!held.ok) return held
    const criteria = await tx.criterion.findMany({
      where: { callId: input.callId, kind: 'SUBJECTIVE' },
      select: { id: true, maxPoints: true },
    })
    const decision = decideEntries(
      criteria.map(({ id, maxPoints }) => ({ id, maxPoints: maxPoints.toString() })),
      input.scores,
    )
    if (!decision.ok) return decision
    if (input.asWhole === true) {
      const scoring = await tx.callScoring.findUnique({ where: { callId: input.callId } })
      const whole = decideWhole(
        scoring?.reasons ?? 'EVERY',
        criteria.map(({ id, maxPoints }) => ({ id, maxPoints: maxPoints.toString() })),
        decision.entries,
      )
      if (!whole.ok) return whole
    }

    const version = input.version + 1
    const { comment } = input
    const { id: sheetId } =
      held.sheet === null
        ? await tx.scoreSheet.create({ data: { seatId: held.seatId, bidId: input.bidId, comment, version } })
        : await tx.scoreSheet.update({ where: { id: held.sheet.id }, data: { comment, version } })
    for (const { criterionId, points, reason } of decision.entries) {
      await tx.score.upsert({
        where: { sheetId_criterionId: { sheetId, criterionId } },
        create: { sheetId, criterionId, points, reason },
        update: { points, reason },
      })
    }
    return ok({ version })
  })

/** Hands the sheet in. It is final: PostgreSQL refuses an incomplete one, and any change after. */
export const submitSheet = (ctx: Context, input: { callId: string; bidId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await holdSheet(tx, ctx, input)
    if (!held.ok) return held
    if (held.sheet === null) return refuse('score-sheet.incomplete')
    const moved = await submit(tx, held.sheet)
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'score-sheet.submitted',
      entity: 'score_sheet',
      entityId: held.sheet.id,
      bodyId: held.bodyId,
      callId: input.callId,
      data: { seat: held.seatId, bid: input.bidId },
    })
    return ok()
  })
