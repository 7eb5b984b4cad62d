import { type MeetingEvent, meetingLifecycle } from '#app/domain/meeting/lifecycle.ts'
import { meetingPolicy } from '#app/domain/meeting/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { tellRaiser } from '#app/services/need/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Meeting, Prisma } from '#prisma/generated/client.ts'

/** A meeting of the actor's body, locked, for somebody who may do this with it. */
export async function holdMeeting(
  tx: Tx,
  ctx: Context,
  { meetingId, version }: { meetingId: string; version?: number },
  action: 'record' | 'cancel' | 'publish',
): Promise<Outcome<{ meeting: Meeting; accountId: string }>> {
  await tx.$queryRaw`SELECT id FROM meeting WHERE id = ${meetingId}::uuid FOR UPDATE`
  const meeting = await tx.meeting.findUnique({ where: { id: meetingId } })
  const { accountId } = ctx.actor
  if (meeting === null || accountId === undefined || !may(meetingPolicy, 'read', ctx.actor, meeting))
    return refuse('not-found')
  if (!may(meetingPolicy, action, ctx.actor, meeting)) return refuse('forbidden')
  return version === undefined || meeting.version === version ? ok({ meeting, accountId }) : stale()
}

/** The only writer of a meeting's state. */
export async function moveMeeting(
  tx: Tx,
  row: Pick<Meeting, 'id' | 'state' | 'version'>,
  event: MeetingEvent,
  data: Prisma.MeetingUncheckedUpdateManyInput,
): Promise<Outcome> {
  const state = meetingLifecycle.next(row.state, event)
  if (state === undefined) return refuse('meeting.over')
  const { count } = await tx.meeting.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

export const factOf = ({ id, bodyId }: Pick<Meeting, 'id' | 'bodyId'>): Omit<Fact, 'type'> => ({
  entity: 'meeting',
  entityId: id,
  bodyId,
})

/** Whoever raised a need hears when a meeting about it is announced or falls away: they may want to come. */
export async function tellRaisers(
  tx: Tx,
  ctx: Context,
  meetingId: string,
  stateKey: 'need.meetingAnnounced' | 'need.meetingCancelled',
  what: string,
): Promise<void> {
  const subjects = await tx.meetingSubject.findMany({
    where: { meetingId, needId: { not: null } },
    select: { needId: true },
    orderBy: { id: 'asc' },
  })
  for (const { needId } of subjects)
    if (needId !== null)
      await tellRaiser(tx, ctx, await tx.need.findUniqueOrThrow({ where: { id: needId } }), stateKey, what)
}
