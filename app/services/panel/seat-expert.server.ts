import { panelPolicy } from '#app/domain/panel/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { ensurePanel, giveSeat, type SeatGiven } from './give-seat.server.ts'
import { lockPanel } from './store.server.ts'

type SeatExpert = { callId: string; expertId: string; asChair: boolean; reason?: string }

/** Gives somebody a seat by name: an expert chosen with a reason, or the buyer's own representative. They are written to. */
export const seatExpert = (ctx: Context, { callId, expertId, asChair, reason = '' }: SeatExpert) =>
  transact<SeatGiven>(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const existing = await lockPanel(tx, callId)
    const facts = { bodyId: call.bodyId, callState: call.state, panelState: existing?.state, seat: undefined }
    if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'seat', ctx.actor, facts)) return refuse('panel.not-seating')
    const panel = await ensurePanel(tx, ctx, callId, existing)
    const given = await giveSeat(tx, ctx, { call, panel, wish: { expertId, asChair, isDrawn: false, reason } })
    if (!given.ok) return given
    const body = await tx.body.findUniqueOrThrow({ where: { id: call.bodyId }, select: { nameZh: true, nameEn: true } })
    await sendLetter(tx, ctx, {
      to: given.email,
      locale: given.isEnglish ? 'en' : 'zh-CN',
      template: 'seatOffered',
      values: {
        callTitle: call.title,
        bodyName: given.isEnglish ? body.nameEn : body.nameZh,
        url: `/panel/${callId}`,
      },
    })
    return ok(given)
  })

/**
 * The buyer's representative: a member of the body, who need not be in the pool. They get an entry beside it, so that a seat is
 * a seat whoever sits on it; no draw ever takes it.
 */
export const seatRepresentative = async (
  ctx: Context,
  { callId, accountId, asChair }: { callId: string; accountId: string; asChair: boolean },
) => {
  const made = await transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const facts = { bodyId: call.bodyId, callState: call.state, panelState: undefined, seat: undefined }
    if (!may(panelPolicy, 'seat', ctx.actor, facts)) return refuse('panel.not-seating')
    const member = await tx.account.findFirst({
      where: { id: accountId, state: 'ACTIVE', bodyMemberships: { some: { bodyId: call.bodyId } } },
      select: { id: true },
    })
    if (member === null) return refuse('not-found')
    const body = await tx.body.findUniqueOrThrow({
      where: { id: call.bodyId },
      select: { nameZh: true, regionId: true },
    })
    const { id } = await tx.expert.upsert({
      where: { accountId },
      create: {
        accountId,
        fields: [],
        employer: body.nameZh,
        regionId: body.regionId,
        inPool: false,
        createdAt: ctx.now,
      },
      update: {},
      select: { id: true },
    })
    return ok({ expertId: id })
  })
  return made.ok ? seatExpert(ctx, { callId, expertId: made.expertId, asChair }) : made
}
