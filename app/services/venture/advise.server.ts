import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Bid, Call } from '#prisma/generated/client.ts'
import { holdBid } from './hold-bid.server.ts'
import { tellAll } from './tell.server.ts'

const factOf = (type: string, call: Call, bid: Bid) => ({
  type,
  entity: 'bid',
  entityId: bid.id,
  bodyId: call.bodyId,
  organizationId: bid.organizationId,
  callId: call.id,
})

export type Advise = { bidId: string; source: 'PANEL' | 'OFFICER'; asksChange: boolean; advice: string }

/** The panel's or the officer's advice for a project that is to be funded; or why nothing has to change, which settles it at once. */
export const advise = (ctx: Context, { bidId, source, asksChange, advice }: Advise) =>
  transact(ctx, async (tx) => {
    const held = await holdBid(tx, ctx, bidId, { stage: 'optimisation', read: 'readAdvice', action: 'advise' })
    if (!held.ok) return held
    const { call, bid } = held
    const by = ctx.actor.accountId ?? ''
    await tx.projectAdvice.create({
      data: {
        bidId,
        number: (await tx.projectAdvice.count({ where: { bidId } })) + 1,
        source,
        asksChange,
        advice,
        advisedById: by,
        advisedAt: ctx.now,
        ...(asksChange ? {} : { acceptedById: by, acceptedAt: ctx.now }),
      },
    })
    await tellAll(tx, ctx, { organizationId: bid.organizationId }, asksChange ? 'adviceGiven' : 'adviceNone', {
      callTitle: call.title,
      url: `/ngo/bids/${bidId}/advice`,
    })
    await record(tx, ctx, { ...factOf('bid.advised', call, bid), data: { source, asksChange } })
    return ok()
  })

/** The organization says what it changed. */
export const answerAdvice = (
  ctx: Context,
  { bidId, version, answer }: { bidId: string; version: number; answer: string },
) =>
  transact(ctx, async (tx) => {
    const held = await holdBid(tx, ctx, bidId, { stage: 'optimisation', read: 'readAdvice', action: 'answerAdvice' })
    if (!held.ok) return held
    const { call, bid } = held
    const round = await tx.projectAdvice.findFirst({ where: { bidId }, orderBy: { number: 'desc' } })
    if (round === null) return refuse('not-found')
    if (round.answeredAt !== null || round.acceptedAt !== null) return refuse('venture.answered')
    if (round.version !== version) return stale()
    await tx.projectAdvice.update({
      where: { id: round.id },
      data: {
        answer,
        answeredById: ctx.actor.accountId ?? '',
        answeredAt: ctx.now,
        version: { increment: 1 },
      },
    })
    const { name } = await tx.organization.findUniqueOrThrow({
      where: { id: bid.organizationId },
      select: { name: true },
    })
    await tellAll(tx, ctx, { officialsOf: call.bodyId }, 'adviceAnswered', {
      callTitle: call.title,
      organizationName: name,
      url: `/bureau/calls/${call.id}/bids/${bidId}/advice`,
    })
    await record(tx, ctx, factOf('bid.advice-answered', call, bid))
    return ok()
  })

/** The officer is satisfied: from here on the agreement may be offered. */
export const acceptAdvice = (ctx: Context, { bidId, version }: { bidId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await holdBid(tx, ctx, bidId, { stage: 'optimisation', read: 'readAdvice', action: 'acceptAdvice' })
    if (!held.ok) return held
    const { call, bid } = held
    const round = await tx.projectAdvice.findFirst({ where: { bidId }, orderBy: { number: 'desc' } })
    if (round === null) return refuse('not-found')
    if (round.acceptedAt !== null) return refuse('venture.advice-accepted')
    if (round.answeredAt === null) return refuse('venture.advice-open')
    if (round.version !== version) return stale()
    await tx.projectAdvice.update({
      where: { id: round.id },
      data: { acceptedById: ctx.actor.accountId ?? '', acceptedAt: ctx.now, version: { increment: 1 } },
    })
    await record(tx, ctx, factOf('bid.advice-accepted', call, bid))
    return ok()
  })
