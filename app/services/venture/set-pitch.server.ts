import { createHash } from 'node:crypto'
import { hasStage } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { drawOrder, slotStart } from '#app/domain/venture/draw-order.ts'
import { pitchPolicy } from '#app/domain/venture/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { tellAll } from './tell.server.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export type SetPitch = {
  callId: string
  startsAt: Date
  minutes: number
  place: string
  link: string
  /** Of the session as it was drawn on the page; none when there is none yet. */
  version: number | undefined
}

/** When and where the bidders present. The order is drawn once; a session that is moved keeps it, and every bidder is told again. */
export const setPitch = (ctx: Context, { callId, version, ...session }: SetPitch) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const facts = { bodyId: call.bodyId, callState: call.state }
    if (!may(pitchPolicy, 'read', ctx.actor, facts)) return refuse('not-found')
    if (!hasStage(await readBookOf(tx, call, dayOf(ctx.now)), 'pitch')) return refuse('venture.no-such-stage')
    if (!may(pitchPolicy, 'set', ctx.actor, facts)) return refuse('venture.over')
    const before = await tx.pitchSession.findUnique({ where: { callId } })
    if (before?.version !== version) return stale()
    const setById = ctx.actor.accountId ?? ''
    if (before === null) {
      const order = await draw(tx, call)
      if (order === undefined) return refuse('panel.no-bids')
      await tx.pitchSession.create({ data: { callId, ...session, seed: order.seed, drawnAt: ctx.now, setById } })
      await tx.pitchSlot.createMany({ data: order.slots.map((slot) => ({ callId, ...slot })) })
    } else await tx.pitchSession.update({ where: { callId }, data: { ...session, setById, version: { increment: 1 } } })
    await tellBidders(tx, ctx, call)
    await record(tx, ctx, {
      type: before === null ? 'call.pitch-set' : 'call.pitch-moved',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
      data: { startsAt: session.startsAt.toISOString(), minutes: session.minutes },
    })
    return ok()
  })

async function draw(tx: Tx, { id: callId, publishedAt }: Call) {
  const bids = await tx.bid.findMany({
    where: { callId, state: 'OPENED' },
    select: { id: true, envelope: { select: { envelopeSha256: true } } },
  })
  if (bids.length === 0 || publishedAt === null) return undefined
  const sealed = bids.map(({ id, envelope }) => ({ bidId: id, seal: envelope?.envelopeSha256 ?? '' }))
  return drawOrder({ callId, publishedOn: dayOf(publishedAt), bids: sealed }, sha256)
}

async function tellBidders(tx: Tx, ctx: Context, call: Call): Promise<void> {
  const session = await tx.pitchSession.findUniqueOrThrow({ where: { callId: call.id } })
  const slots = await tx.pitchSlot.findMany({
    where: { callId: call.id, bid: { state: 'OPENED' } },
    orderBy: { position: 'asc' },
    select: { bidId: true, position: true, bid: { select: { organizationId: true } } },
  })
  for (const { bidId, position, bid } of slots)
    await tellAll(tx, ctx, { organizationId: bid.organizationId }, 'pitchSet', {
      callTitle: call.title,
      beginsAt: slotStart(session, position).toISOString(),
      minutesText: String(session.minutes),
      placeText: [session.place, session.link].filter((part) => part !== '').join('  '),
      url: `/ngo/bids/${bidId}`,
    })
}
