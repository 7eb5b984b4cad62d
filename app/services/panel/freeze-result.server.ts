import { panelPolicy } from '#app/domain/panel/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { readLowPrices } from './clarify.server.ts'
import { readFindings } from './read-findings.server.ts'
import { lockPanel, movePanel, readPanelFacts } from './store.server.ts'
import { readLatestResult, writeResult } from './write-result.server.ts'

type Choice = { callId: string; version: number }

/**
 * The chair freezes the scores: everything is counted from the server's own lists and the result is computed. From here on
 * nothing changes but by reopening before all have signed, or by a lawful correction after.
 */
export const freezeResult = (ctx: Context, { callId, version }: Choice) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const panel = await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (panel === null || facts === null || !may(panelPolicy, 'readPanel', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'freeze', ctx.actor, facts)) return refuse('panel.not-chair')
    if (panel.version !== version) return stale()
    // No bid is rejected between the count and the record.
    await tx.$queryRaw`SELECT id FROM bid WHERE call_id = ${callId}::uuid ORDER BY id FOR UPDATE`
    const low = await readLowPrices(tx, ctx, call)
    const found = await tx.clarification.findMany({
      where: { kind: 'LOW_PRICE', finding: 'ACCEPTED', bid: { callId, state: 'OPENED' } },
      select: { bidId: true },
    })
    if (low.some(({ bidId }) => !found.some((one) => one.bidId === bidId))) return refuse('review.price-first')
    // PostgreSQL counts declarations, sheets, agreed values and quorum here.
    const frozen = await movePanel(tx, panel, 'freeze')
    if (!frozen.ok) return frozen
    const written = await writeResult(tx, ctx, call, await readFindings(tx, call, panel.id))
    await record(tx, ctx, {
      type: 'panel.frozen',
      entity: 'panel',
      entityId: panel.id,
      bodyId: call.bodyId,
      callId,
      data: { result: written.resultId, versionNo: written.versionNo, bids: written.record.bids.length },
    })
    return ok({ resultId: written.resultId })
  })

/** Something is wrong and not everybody has signed: back to the scores, with the reason. The version stays, void. */
export const reopenScoring = (ctx: Context, { callId, version, reason }: Choice & { reason: string }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const panel = await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (call === null || panel === null || facts === null || !may(panelPolicy, 'readPanel', ctx.actor, facts))
      return refuse('not-found')
    if (!may(panelPolicy, 'reopen', ctx.actor, facts)) return refuse('panel.not-chair')
    if (panel.version !== version) return stale()
    const result = await readLatestResult(tx, callId)
    if (result === null) return refuse('not-found')
    await tx.result.update({ where: { id: result.id }, data: { voidReason: reason, version: { increment: 1 } } })
    const moved = await movePanel(tx, panel, 'reopen')
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'panel.reopened',
      entity: 'panel',
      entityId: panel.id,
      bodyId: call.bodyId,
      callId,
      data: { result: result.id, versionNo: result.versionNo, reason },
    })
    return ok()
  })
