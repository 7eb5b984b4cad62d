import type { MeetingTyped } from '#app/domain/meeting/schema.ts'
import { meetingPolicy } from '#app/domain/meeting/policy.ts'
import { addDays, dayOf, toDateTimeInput } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { kindInForce } from './queries/meeting-kinds.server.ts'
import { factOf, tellRaisers } from './store.server.ts'

/** A meeting is public from the moment it is made, and no later than its kind asks: PostgreSQL refuses what is announced too late. */
export const announceMeeting = (ctx: Context, { seats, subjects, ...typed }: MeetingTyped) =>
  transact<{ meetingId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId } = typed
    if (accountId === undefined || !may(meetingPolicy, 'announce', ctx.actor, { bodyId })) return refuse('forbidden')
    const today = dayOf(ctx.now)
    const kind = await kindInForce(tx, typed.kind, today)
    if (kind === undefined) return refuse('meeting.no-kind', { field: 'kind' })
    const earliest = addDays(today, kind.noticeDays)
    if (typed.startsAt.getTime() <= ctx.now.getTime() || dayOf(typed.startsAt) < earliest)
      return refuse('meeting.notice-short', { field: 'startsAt', data: { days: kind.noticeDays, earliest } })
    if (seats.length === 0) return refuse('meeting.no-seats')
    const found = await findSubjects(tx, bodyId, subjects)
    if (!found.ok) return found
    const meeting = await tx.meeting.create({
      data: {
        ...typed,
        kindValidFrom: dateOfDay(today),
        // PostgreSQL says until when, by the rule of the kind.
        minutesDueOn: dateOfDay(today),
        announcedById: accountId,
        announcedAt: ctx.now,
        seats: { create: seats },
        subjects: { create: found.subjects },
      },
      select: { id: true, bodyId: true },
    })
    await record(tx, ctx, { ...factOf(meeting), type: 'meeting.announced', isPublic: true })
    const when = toDateTimeInput(typed.startsAt).replace('T', ' ')
    await tellRaisers(tx, ctx, meeting.id, 'need.meetingAnnounced', [typed.title, when, typed.place].join('\n'))
    return ok({ meetingId: meeting.id })
  })

type Subject = { needId: string } | { callId: string } | { projectId: string }

/** Needs, calls and projects of the body, by the numbers they are known by. */
async function findSubjects(
  tx: Tx,
  bodyId: string,
  numbers: readonly string[],
): Promise<Outcome<{ subjects: Subject[] }>> {
  const subjects: Subject[] = []
  for (const number of numbers) {
    const [row] = await tx.$queryRaw<{ kind: string; id: string }[]>`
      SELECT 'need' AS kind, id::text FROM need WHERE need_no = ${number} AND body_id = ${bodyId}::uuid
      UNION ALL SELECT 'call', id::text FROM public_call WHERE call_no = ${number} AND body_id = ${bodyId}::uuid
      UNION ALL SELECT 'project', id::text FROM project WHERE project_no = ${number} AND body_id = ${bodyId}::uuid AND state <> 'PREPARING'`
    if (row === undefined) return refuse('meeting.no-subject', { field: 'subjects', data: { number } })
    subjects.push(
      row.kind === 'need' ? { needId: row.id } : row.kind === 'call' ? { callId: row.id } : { projectId: row.id },
    )
  }
  return ok({ subjects })
}
