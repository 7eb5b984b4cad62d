import { hasStage } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { slotStart } from '#app/domain/venture/draw-order.ts'
import { pitchPolicy } from '#app/domain/venture/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'

export type PitchView = {
  startsAt: string
  minutes: number
  place: string
  link: string
  slots: { bidId: string; position: number; startsAt: string }[]
}

/** What pitchView is made of; bids that fell out since keep their place, and are not listed. */
export const pitchRead = {
  include: { slots: { where: { bid: { state: { not: 'REJECTED' } } }, orderBy: { position: 'asc' } } },
} satisfies Prisma.PitchSessionDefaultArgs

/** The session of a call with its slots in their order. */
export function pitchView(session: Prisma.PitchSessionGetPayload<typeof pitchRead> | null): PitchView | null {
  if (session === null) return null
  const { startsAt, minutes, place, link, slots } = session
  return {
    startsAt: startsAt.toISOString(),
    minutes,
    place,
    link,
    slots: slots.map(({ bidId, position }) => ({
      bidId,
      position,
      startsAt: slotStart(session, position).toISOString(),
    })),
  }
}

export const readPitch = async ({ db }: Pick<Context, 'db'>, callId: string): Promise<PitchView | null> =>
  pitchView(await db.pitchSession.findUnique({ where: { callId }, ...pitchRead }))

/** The page on which the session is set and the order read. Null for who has no part in it. */
export async function readPitchPage(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({ where: { id: callId } })
  if (call === null) return null
  const facts = { bodyId: call.bodyId, callState: call.state }
  if (!may(pitchPolicy, 'read', ctx.actor, facts)) return null
  if (!hasStage(await readBookOf(ctx.db, call, dayOf(ctx.now)), 'pitch')) return null
  const session = await ctx.db.pitchSession.findUnique({ where: { callId }, ...pitchRead })
  const pitch = pitchView(session)
  const scoring = await ctx.db.callScoring.findUnique({ where: { callId }, select: { isBlind: true } })
  const names = new Map(
    (
      await ctx.db.bid.findMany({
        where: { callId, openedAt: { not: null } },
        select: { id: true, organization: { select: { name: true } }, envelope: { select: { envelopeSha256: true } } },
      })
    ).map(({ id, organization, envelope }) => [id, { name: organization.name, seal: envelope?.envelopeSha256 ?? '' }]),
  )
  return {
    call: { id: call.id, callNo: call.callNo ?? '', title: call.title },
    pitch:
      pitch === null
        ? null
        : {
            ...pitch,
            seed: session?.seed ?? '',
            slots: pitch.slots.map((slot) => ({ ...slot, ...(names.get(slot.bidId) ?? { name: '', seal: '' }) })),
          },
    /** Judges see no names until they hear them here. */
    isBlind: scoring?.isBlind ?? false,
    version: session?.version ?? null,
    maySet: may(pitchPolicy, 'set', ctx.actor, facts) && (session === null || session.startsAt > ctx.now),
  }
}
export type PitchPage = NonNullable<Awaited<ReturnType<typeof readPitchPage>>>
