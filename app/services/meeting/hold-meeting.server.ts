import type { Constituency } from '#app/domain/meeting/schema.ts'
import { reaching } from '#app/domain/need/assembly.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factOf, holdMeeting, moveMeeting, tellRaisers } from './store.server.ts'

type Chosen = { meetingId: string; version: number }

/** Who came, by constituency. A meeting of too few is cancelled, not held. */
export const recordAttendance = (
  ctx: Context,
  { attended, ...chosen }: Chosen & { attended: Partial<Record<Constituency, number>> },
) =>
  transact(ctx, async (tx) => {
    const held = await holdMeeting(tx, ctx, chosen, 'record')
    if (!held.ok) return held
    const { meeting, accountId } = held
    if (meeting.state !== 'ANNOUNCED') return refuse('meeting.over')
    if (meeting.startsAt.getTime() > ctx.now.getTime()) return refuse('meeting.not-yet')
    const seats = await tx.meetingSeat.findMany({ where: { meetingId: meeting.id } })
    for (const { constituency, seats: all } of seats) {
      const field = `attended.${constituency}`
      const came = attended[constituency as Constituency]
      if (came === undefined) return refuse('meeting.attendance-missing', { field })
      if (came > all) return refuse('meeting.attendance-over', { field })
      await tx.meetingSeat.update({
        where: { meetingId_constituency: { meetingId: meeting.id, constituency } },
        data: { attended: came },
      })
    }
    const kind = await tx.meetingKind.findUniqueOrThrow({
      where: { code_validFrom: { code: meeting.kind, validFrom: meeting.kindValidFrom } },
    })
    const all = seats.reduce((sum, seat) => sum + seat.seats, 0)
    const came = seats.reduce((sum, { constituency }) => sum + (attended[constituency as Constituency] ?? 0), 0)
    const needed =
      kind.quorumNum === null || kind.quorumDen === null
        ? 1
        : reaching(all, { num: kind.quorumNum, den: kind.quorumDen, strict: kind.quorumStrict })
    if (came < needed) return refuse('meeting.quorum-short', { data: { needed } })
    const moved = await moveMeeting(tx, meeting, 'hold', { heldById: accountId })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(meeting), type: 'meeting.held', isPublic: true })
    return ok()
  })

type Vote = { meetingId: string; motion: string; votesFor: number; votesAgainst: number; abstained: number }

export const recordVote = (ctx: Context, { meetingId, ...vote }: Vote) =>
  transact(ctx, async (tx) => {
    const held = await holdMeeting(tx, ctx, { meetingId }, 'record')
    if (!held.ok) return held
    await tx.meetingVote.create({ data: { ...vote, meetingId } })
    return ok()
  })

/** A paper of the minutes: read by the body's people, and by anybody once the minutes are published. */
export const addPaper = async (ctx: Context, { meetingId, file }: { meetingId: string; file: File }) => {
  const read = await readUpload(file)
  if (!read.ok) return read
  return transact(ctx, async (tx) => {
    const held = await holdMeeting(tx, ctx, { meetingId }, 'record')
    if (!held.ok) return held
    const { id } = await storeFile(tx, ctx, {
      bytes: read.bytes,
      name: read.name,
      mediaType: read.mediaType,
      purpose: 'MEETING_FILE',
      bodyId: held.meeting.bodyId,
    })
    await tx.meetingFile.create({ data: { fileId: id, meetingId } })
    return ok()
  })
}

/** Published once, and never changed. */
export const publishMinutes = (ctx: Context, { minutes, ...chosen }: Chosen & { minutes: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdMeeting(tx, ctx, chosen, 'publish')
    if (!held.ok) return held
    const { meeting, accountId } = held
    const moved = await moveMeeting(tx, meeting, 'publish', { minutes, publishedById: accountId, publishedAt: ctx.now })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(meeting), type: 'meeting.published', isPublic: true })
    return ok()
  })

export const cancelMeeting = (ctx: Context, { reason, ...chosen }: Chosen & { reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdMeeting(tx, ctx, chosen, 'cancel')
    if (!held.ok) return held
    const { meeting, accountId } = held
    const moved = await moveMeeting(tx, meeting, 'cancel', {
      cancelledById: accountId,
      cancelledAt: ctx.now,
      cancelledReason: reason,
    })
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(meeting), type: 'meeting.cancelled', isPublic: true })
    await tellRaisers(tx, ctx, meeting.id, 'need.meetingCancelled', [meeting.title, reason].join('\n'))
    return ok()
  })
