import { panelPolicy } from '#app/domain/panel/policy.ts'
import { decideSeat } from '#app/domain/panel/seating.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { candidateSelect, concernsOfExpert, readBidders } from './bidders.server.ts'
import { lockPanel } from './store.server.ts'

/** Gives an expert of the pool a seat, and writes to them. The first seat makes the panel. */
export const seatExpert = (
  ctx: Context,
  { callId, expertId, asChair }: { callId: string; expertId: string; asChair: boolean },
) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const existing = await lockPanel(tx, callId)
    const facts = { bodyId: call.bodyId, callState: call.state, panelState: existing?.state, seat: undefined }
    if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'seat', ctx.actor, facts)) return refuse('panel.not-seating')

    const expert = await tx.expert.findUnique({
      where: { id: expertId, isActive: true, account: { state: 'ACTIVE' } },
      select: {
        ...candidateSelect,
        account: { select: { ...candidateSelect.account.select, name: true, email: true, locale: true } },
      },
    })
    if (expert === null) return refuse('not-found')
    const panel =
      existing ??
      (await tx.panel.create({ data: { callId, seatedById: ctx.actor.accountId ?? '', createdAt: ctx.now } }))
    const seats = await tx.seat.findMany({ where: { panelId: panel.id } })
    const concerns = concernsOfExpert(expert, await readBidders(tx, callId), call.bodyId)
    const decision = decideSeat(seats, { expertId, asChair }, concerns)
    if (!decision.ok) return decision

    if (asChair) await tx.seat.updateMany({ where: { panelId: panel.id, isChair: true }, data: { isChair: false } })
    const seat = await tx.seat.create({
      data: { panelId: panel.id, expertId, code: decision.code, isChair: asChair },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'panel.seated',
      entity: 'panel',
      entityId: panel.id,
      bodyId: call.bodyId,
      callId,
      data: { seat: seat.id, expert: expertId, code: decision.code, isChair: asChair, concerns },
    })
    const body = await tx.body.findUniqueOrThrow({ where: { id: call.bodyId }, select: { nameZh: true, nameEn: true } })
    const isEnglish = expert.account.locale === 'EN'
    await sendLetter(tx, ctx, {
      to: expert.account.email,
      locale: isEnglish ? 'en' : 'zh-CN',
      template: 'seatOffered',
      values: {
        callTitle: call.title,
        bodyName: isEnglish ? body.nameEn : body.nameZh,
        url: `/panel/${callId}`,
      },
    })
    return ok({ seatId: seat.id, code: decision.code, name: expert.account.name })
  })
