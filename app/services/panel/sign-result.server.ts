import { panelPolicy } from '#app/domain/panel/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import { lockCall, moveCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, Panel, Result } from '#prisma/generated/client.ts'
import { lockPanel, movePanel, readPanelFacts } from './store.server.ts'
import { readLatestResult } from './write-result.server.ts'

type Held = { call: Call; panel: Panel; result: Result }
type Signature = { callId: string; resultId: string; recordSha256: string; dissent: string }

/**
 * A member signs the SHA-256 of what lies before them. Who dissents gives the reasons (实施条例 art. 41). With the last hand
 * the panel closes: result, bids and call move together or not at all.
 */
export const signResult = (ctx: Context, { callId, resultId, recordSha256, dissent }: Signature) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const panel = await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (call === null || panel === null || facts?.seat === undefined) return refuse('not-found')
    if (!may(panelPolicy, 'sign', ctx.actor, facts)) return refuse('result.nothing-to-sign')
    const result = await readLatestResult(tx, callId)
    // What was shown is what is signed: a version frozen since is another one.
    if (result === null || result.id !== resultId || result.recordSha256 !== recordSha256) return stale()
    const seatId = facts.seat.id
    const held = await tx.resultSignature.findUnique({ where: { resultId_seatId: { resultId, seatId } } })
    if (held !== null) return refuse('result.signed-already')
    await tx.resultSignature.create({
      data: { resultId, seatId, recordSha256, minutesSha256: result.minutesSha256, dissent, signedAt: ctx.now },
    })
    await record(tx, ctx, {
      type: 'result.signed',
      entity: 'result',
      entityId: resultId,
      bodyId: call.bodyId,
      callId,
      data: {
        seat: seatId,
        recordSha256,
        minutesSha256: result.minutesSha256,
        dissents: dissent !== '',
        versionNo: result.versionNo,
      },
    })
    const [seats, hands] = await Promise.all([
      tx.seat.count({ where: { panelId: panel.id, state: 'SEATED' } }),
      tx.resultSignature.count({ where: { resultId, seat: { state: 'SEATED' } } }),
    ])
    if (hands < seats) return ok({ isClosed: false })
    const closed = await settle(tx, ctx, { call, panel, result })
    return closed.ok ? ok({ isClosed: true }) : closed
  })

/** A day after the freezing the silent count as agreeing: the chair closes without their hands. PostgreSQL keeps the day. */
export const closeSilent = (ctx: Context, { callId, version }: { callId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const panel = await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    const result = await readLatestResult(tx, callId)
    if (call === null || panel === null || facts?.seat === undefined || result === null) return refuse('not-found')
    if (!may(panelPolicy, 'closeSilent', ctx.actor, facts)) return refuse('panel.not-chair')
    if (panel.version !== version) return stale()
    return settle(tx, ctx, { call, panel, result })
  })

async function settle(tx: Tx, ctx: Context, { call, panel, result }: Held): Promise<Outcome> {
  const closed = await movePanel(tx, panel, 'close', { closedAt: ctx.now, closedById: ctx.actor.accountId ?? null })
  if (!closed.ok) return closed
  await tx.result.update({ where: { id: result.id }, data: { signedAt: ctx.now, version: { increment: 1 } } })
  const isCorrection = result.correctionKind !== null
  if (!isCorrection) {
    for (const bid of await tx.bid.findMany({ where: { callId: call.id, state: 'OPENED' } })) {
      const moved = await moveBid(tx, bid, 'score')
      if (!moved.ok) return moved
    }
    const moved = await moveCall(tx, call, 'close')
    if (!moved.ok) return moved
  }
  const bids = await tx.bidResult.count({ where: { resultId: result.id } })
  await record(tx, ctx, {
    type: isCorrection ? 'result.corrected' : 'panel.closed',
    entity: 'panel',
    entityId: panel.id,
    bodyId: call.bodyId,
    callId: call.id,
    // That the panel closed is public; what came out is not, before the result is published.
    isPublic: !isCorrection,
    data: { bids },
    index: [{ kind: 'call', id: call.id }],
  })
  return ok()
}
