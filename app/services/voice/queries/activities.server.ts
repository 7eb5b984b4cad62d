import { hoursOf } from '#app/domain/voice/activity.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import { mayMakeCodes } from '#app/domain/voice/session-days.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type ActivityView = {
  id: string
  title: string
  place: string
  heldOn: string
  position: number | null
  attendance: number
  hours: number
  volunteers: number
  codeCount: number
  photos: string[]
  /** Why it was taken back; it no longer counts. */
  withdrawn: string | null
}

/** What all activities that count come to. */
export type ActivityTotals = { sessions: number; people: number; hours: number; volunteers: number }

export type ActivitiesPage = {
  id: string
  title: string
  totals: ActivityTotals
  activities: ActivityView[]
  nextCursor?: string | undefined
  milestones: { id: string; position: number; title: string }[]
  mayRecord: boolean
  today: string
  /** Of the activity written down last: the next one often is at the same place, for the same milestone. */
  last: { place: string; milestoneId: string | null } | null
}

const pageSize = 20

export async function readActivities(ctx: Context, projectId: string, after?: string): Promise<ActivitiesPage | null> {
  const { db, actor } = ctx
  const project = await db.project.findUnique({
    where: { id: projectId },
    select: {
      id: true,
      title: true,
      bodyId: true,
      organizationId: true,
      state: true,
      endedAt: true,
      milestones: { select: { id: true, position: true, title: true }, orderBy: { position: 'asc' } },
    },
  })
  if (project === null || !may(voicePolicy, 'readFigures', actor, project)) return null
  const beyond =
    after === undefined
      ? Prisma.empty
      : Prisma.sql`AND (s.held_on, s.id) < (SELECT held_on, id FROM service_session WHERE id = ${after}::uuid)`
  const [rows, totals, last] = await Promise.all([
    readRows(db, Prisma.sql`s.project_id = ${projectId}::uuid ${beyond}`, pageSize + 1),
    readActivityTotals(db, projectId),
    db.serviceSession.findFirst({
      where: { projectId },
      orderBy: { madeAt: 'desc' },
      select: { place: true, milestoneId: true },
    }),
  ])
  const activities = rows.slice(0, pageSize)
  return {
    id: project.id,
    title: project.title,
    totals,
    activities,
    nextCursor: rows.length > pageSize ? activities.at(-1)?.id : undefined,
    milestones: project.milestones,
    mayRecord: mayMakeCodes(project, ctx.now) && may(voicePolicy, 'makeSession', actor, project),
    today: dayOf(ctx.now),
    last,
  }
}

export type ActivityPage = {
  projectId: string
  projectTitle: string
  activity: ActivityView
  mayAddPhotos: boolean
  mayWithdraw: boolean
}

export async function readActivity(
  { db, actor }: Context,
  { projectId, sessionId }: { projectId: string; sessionId: string },
): Promise<ActivityPage | null> {
  const project = await db.project.findUnique({ where: { id: projectId } })
  if (project === null || !may(voicePolicy, 'readFigures', actor, project)) return null
  const [activity] = await readRows(db, Prisma.sql`s.project_id = ${projectId}::uuid AND s.id = ${sessionId}::uuid`, 1)
  if (activity === undefined) return null
  const mayAddPhotos =
    activity.withdrawn === null && project.state === 'ACTIVE' && may(voicePolicy, 'makeSession', actor, project)
  // Slips that were handed out go on counting.
  const mayWithdraw = mayAddPhotos && activity.codeCount === 0
  return { projectId, projectTitle: project.title, activity, mayAddPhotos, mayWithdraw }
}

type Row = Omit<ActivityView, 'hours'> & { minutes: number }

/** The latest first; one statement. */
async function readRows(db: Db, which: Prisma.Sql, limit: number): Promise<ActivityView[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s.id::text, s.title, s.place, s.held_on::text AS "heldOn", m.position::int, s.attendance, s.minutes, s.volunteers,
      s.code_count AS "codeCount", w.reason AS withdrawn,
      (SELECT coalesce(array_agg(f.file_id::text ORDER BY f.file_id), '{}') FROM activity_photo f WHERE f.session_id = s.id) AS photos
    FROM service_session s LEFT JOIN milestone m ON m.id = s.milestone_id LEFT JOIN activity_withdrawal w ON w.session_id = s.id
    WHERE ${which} ORDER BY s.held_on DESC, s.id DESC LIMIT ${atMost(limit)}`
  return rows.map(({ minutes, ...row }) => ({ ...row, hours: hoursOf(minutes) }))
}

/** Held by now and not taken back: as figures of reports count them. */
export async function readActivityTotals(db: Db, projectId: string): Promise<ActivityTotals> {
  const [row] = await db.$queryRaw<(Omit<ActivityTotals, 'hours'> & { minutes: number })[]>`
    SELECT count(*)::int AS sessions, coalesce(sum(attendance), 0)::int AS people, coalesce(sum(minutes), 0)::int AS minutes,
      coalesce(sum(volunteers), 0)::int AS volunteers
    FROM service_session s WHERE project_id = ${projectId}::uuid AND held_on <= today()
      AND NOT EXISTS (SELECT 1 FROM activity_withdrawal w WHERE w.session_id = s.id)`
  const { minutes = 0, ...totals } = row ?? { sessions: 0, people: 0, volunteers: 0 }
  return { ...totals, hours: hoursOf(minutes) }
}
