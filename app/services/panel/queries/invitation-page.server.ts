import type { DrawPlaceState } from '#app/domain/panel/lifecycle.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type InvitationPage = {
  placeId: string
  version: number
  state: DrawPlaceState
  dueAt: string
  call: { id: string; callNo: string; title: string; summary: string; body: { zh: string; en: string } }
  bidDeadlineAt: string
  mayAnswer: boolean
}

/** What an expert who was drawn is told: the call and its buyer, not who bids. Anybody else's place is not there. */
export async function readInvitationPage(ctx: Context, placeId: string): Promise<InvitationPage | null> {
  const place = await ctx.db.drawPlace.findUnique({
    where: { id: placeId },
    include: {
      draw: {
        select: {
          call: {
            select: {
              id: true,
              callNo: true,
              title: true,
              summary: true,
              bidDeadlineAt: true,
              body: { select: { nameZh: true, nameEn: true } },
            },
          },
        },
      },
    },
  })
  if (place === null || place.expertId !== ctx.actor.expertId || place.state === 'WAITING') return null
  const { call } = place.draw
  return {
    placeId,
    version: place.version,
    state: place.state,
    dueAt: place.dueAt?.toISOString() ?? '',
    call: {
      id: call.id,
      callNo: call.callNo ?? '',
      title: call.title,
      summary: call.summary,
      body: { zh: call.body.nameZh, en: call.body.nameEn },
    },
    bidDeadlineAt: call.bidDeadlineAt.toISOString(),
    mayAnswer: place.state === 'CALLED' && place.dueAt !== null && ctx.now <= place.dueAt,
  }
}
