import { decideCorrection, type CorrectionKind, type MarkPlace } from '#app/domain/panel/correcting.ts'
import { panelBidPolicy, panelPolicy } from '#app/domain/panel/policy.ts'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { parseDecided } from '#app/services/award/read-decided.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { computeRecord } from './read-findings.server.ts'
import { isChairClear } from './hold-review.server.ts'
import { lockPanel, movePanel, readPanelBidFacts, readPanelFacts } from './store.server.ts'
import { readLatestResult, writeResult } from './write-result.server.ts'

export type CorrectResult = {
  callId: string
  version: number
  kind: CorrectionKind
  reason: string
  changes: readonly (MarkPlace & { to: string })[]
}

/** A signed result is corrected as the law allows: one more version, which every member signs again. The old one stays. */
export const correctResult = (ctx: Context, { callId, version, kind, reason, changes }: CorrectResult) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const panel = await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (call === null || panel === null || facts?.seat === undefined) return refuse('not-found')
    if (!may(panelPolicy, 'correct', ctx.actor, facts)) return refuse('result.frozen')
    if (panel.version !== version) return stale()
    const before = await readLatestResult(tx, callId)
    if (before === null) return refuse('not-found')
    const { results, ...decided } = parseDecided(before.record)
    const touched = decided.bids.map(({ id }) => id).filter((id) => changes.some(({ bid }) => bid === id))
    const entitled = await decideWho(tx, ctx, touched, facts.seat.isChair)
    if (!entitled.ok) return entitled
    const decision = decideCorrection(decided, kind, changes)
    if (!decision.ok) return decision
    // An arithmetic error is one that computing again does away with.
    if (kind === 'ARITHMETIC' && canonicalJson(computeRecord(decided).results) === canonicalJson(results))
      return refuse('result.nothing-to-correct')
    const moved = await movePanel(tx, panel, 'correct')
    if (!moved.ok) return moved
    const written = await writeResult(tx, ctx, call, decision.record, { kind, reason, changes: decision.changes })
    await record(tx, ctx, {
      type: 'result.correction-opened',
      entity: 'result',
      entityId: written.resultId,
      bodyId: call.bodyId,
      callId,
      data: {
        kind,
        reason,
        versionNo: written.versionNo,
        changes: decision.changes.map((change) => ({ ...change })),
      },
    })
    return ok({ resultId: written.resultId })
  })

/** The chair speaks for the panel on the bids they judge; where they do not, a member who does. Of any other bid nothing is told. */
async function decideWho(tx: Tx, ctx: Context, bidIds: readonly string[], isChair: boolean): Promise<Outcome> {
  for (const id of bidIds) {
    const facts = await readPanelBidFacts(tx, id, ctx.actor.expertId)
    if (facts === null || !may(panelBidPolicy, 'readBid', ctx.actor, facts)) return refuse('not-found')
    if (!isChair && (await isChairClear(tx, { id, callId: facts.callId }))) return refuse('panel.not-chair')
  }
  return bidIds.length === 0 && !isChair ? refuse('panel.not-chair') : ok()
}
