import { panelPolicy } from '#app/domain/panel/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { sha256Text } from './read-findings.server.ts'
import { lockPanel, readPanelFacts } from './store.server.ts'

/** The confidentiality agreement, once, before so much as the bidders' names are shown: its words by their SHA-256, and when. */
export const pledge = (ctx: Context, { callId, words }: { callId: string; words: string }) =>
  transact(ctx, async (tx) => {
    await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (facts?.seat === undefined || facts.panelId === undefined || !may(panelPolicy, 'readPanel', ctx.actor, facts))
      return refuse('not-found')
    if (!may(panelPolicy, 'pledge', ctx.actor, facts)) return refuse('panel.closed')
    const seat = await tx.seat.findUniqueOrThrow({ where: { id: facts.seat.id } })
    if (seat.pledgedAt !== null) return refuse('panel.pledged-already')
    const pledgeSha256 = sha256Text(words)
    await tx.seat.update({ where: { id: seat.id }, data: { pledgedAt: ctx.now, pledgeSha256 } })
    await record(tx, ctx, {
      type: 'panel.pledged',
      entity: 'panel',
      entityId: facts.panelId,
      bodyId: facts.bodyId,
      callId,
      data: { seat: seat.id, pledgeSha256 },
    })
    return ok()
  })
