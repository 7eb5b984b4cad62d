import { calibrationOf, decideGroups, lettersOf } from '#app/domain/panel/groups.ts'
import { panelPolicy } from '#app/domain/panel/policy.ts'
import { decideStart } from '#app/domain/panel/seating.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { lockCall, moveCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockPanel, movePanel } from './store.server.ts'

/** The panel starts and the call with it: from here on seats are only given up, never given. */
export const startScoring = (ctx: Context, { callId, version }: { callId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const panel = await lockPanel(tx, callId)
    const facts = { bodyId: call.bodyId, callState: call.state, panelState: panel?.state, seat: undefined }
    if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'start', ctx.actor, facts)) return refuse('panel.not-seating')
    if (panel === null) return refuse('panel.below-quorum', { data: { quorum: call.quorum } })
    if (panel.version !== version) return stale()
    const seats = await tx.seat.findMany({
      where: { panelId: panel.id },
      select: { isChair: true, state: true, kind: true, panelGroup: true },
    })
    const bids = await tx.bid.findMany({
      where: { callId, state: 'OPENED' },
      select: { allotments: { where: { panelId: panel.id }, select: { panelGroup: true } } },
    })
    const scoring = await tx.callScoring.findUnique({ where: { callId } })
    const book = await readBookOf(tx, call, dayOf(ctx.now))
    const { quorum } = call
    const decision = decideStart(
      { seats, bids: bids.length, groups: panel.groups },
      { book, budgetFen: call.budgetFen, quorum },
    )
    if (!decision.ok) return decision
    const inGroups = decideGroups(
      { letters: lettersOf(panel.groups), seats, bids: bids.map(({ allotments: [own] }) => own?.panelGroup ?? '') },
      { book, quorum, calibration: calibrationOf(scoring) },
    )
    if (!inGroups.ok) return inGroups

    const started = await movePanel(tx, panel, 'start', { startedAt: ctx.now })
    if (!started.ok) return started
    const moved = await moveCall(tx, call, 'startScoring')
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'call.scoring-started',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
      isPublic: true,
      data: { judges: seats.filter(({ state }) => state === 'SEATED').length },
      index: [{ kind: 'call', id: callId }],
    })
    return ok()
  })
