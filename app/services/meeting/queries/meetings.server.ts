import type { MeetingState } from '#app/domain/meeting/lifecycle.ts'
import { meetingPolicy } from '#app/domain/meeting/policy.ts'
import type { Constituency } from '#app/domain/meeting/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageOf, pageRows, readInstantCursor } from '#app/domain/shared/cursor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type MeetingRow = {
  id: string
  title: string
  state: MeetingState
  kindName: string
  regionName: string
  bodyName: string
  place: string
  startsAt: string
  minutesDueOn: string
  isOverdue: boolean
}
export type MeetingFilter = {
  when: 'coming' | 'past' | undefined
  kind: string | undefined
  region: string | undefined
  after: string | null
}

type RawRow = Omit<MeetingRow, 'startsAt' | 'isOverdue'> & { startsAt: Date }

const rowColumns = (
  isEn: boolean,
) => Prisma.sql`m.id, m.title, m.state, m.place, m.starts_at AS "startsAt", m.minutes_due_on::text AS "minutesDueOn",
  CASE WHEN ${isEn} THEN k.name_en ELSE k.name_zh END AS "kindName", CASE WHEN ${isEn} THEN r.name_en ELSE r.name_zh END AS "regionName",
  CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END AS "bodyName"`
const rowTables = Prisma.sql`meeting m JOIN meeting_kind k ON k.code = m.kind AND k.valid_from = m.kind_valid_from JOIN region r ON r.id = m.region_id JOIN body b ON b.id = m.body_id`

/** Minutes are owed from the day of the meeting on, until they are published. */
const viewOf = ({ now }: Pick<Context, 'now'>, row: RawRow): MeetingRow => ({
  ...row,
  startsAt: row.startsAt.toISOString(),
  isOverdue: (row.state === 'HELD' || row.state === 'ANNOUNCED') && row.minutesDueOn < dayOf(now),
})

/** What the calendar is narrowed by, of `m` (meeting) and its region `r`. */
export const meetingsWanted = ({ when, kind, region }: Omit<MeetingFilter, 'after'>, now: Date): Prisma.Sql =>
  Prisma.sql`${when === undefined ? Prisma.sql`true` : when === 'coming' ? Prisma.sql`m.starts_at > ${now} AND m.state = 'ANNOUNCED'` : Prisma.sql`m.starts_at <= ${now}`}
      ${kind === undefined ? Prisma.empty : Prisma.sql`AND m.kind = ${kind}`}
      ${region === undefined ? Prisma.empty : Prisma.sql`AND r.path LIKE (SELECT path FROM region WHERE code = ${region}) || '%'`}`

/** The calendar: what comes, the soonest first; what was, the latest first; all of it, the latest first. One statement. */
export async function readPublicMeetings(
  ctx: Pick<Context, 'db' | 'locale' | 'now'>,
  { after, ...filter }: MeetingFilter,
) {
  const cursor = readInstantCursor(after)
  const isComing = filter.when === 'coming'
  const rows = await ctx.db.$queryRaw<RawRow[]>`
    SELECT ${rowColumns(ctx.locale === 'en')} FROM ${rowTables}
    WHERE ${meetingsWanted(filter, ctx.now)}
      ${cursor === undefined ? Prisma.empty : isComing ? Prisma.sql`AND (m.starts_at, m.id) > (${cursor.at}, ${cursor.id}::uuid)` : Prisma.sql`AND (m.starts_at, m.id) < (${cursor.at}, ${cursor.id}::uuid)`}
    ORDER BY ${isComing ? Prisma.sql`m.starts_at, m.id` : Prisma.sql`m.starts_at DESC, m.id DESC`} LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, (row) => ({ key: row.startsAt.toISOString(), id: row.id }))
  return { meetings: page.rows.map((row) => viewOf(ctx, row)), next: page.next }
}

const shownOfBody = 100

/** Meetings of the reader's bodies, the latest first. */
export async function readBodyMeetings(ctx: Context): Promise<MeetingRow[]> {
  const bodyIds = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const rows = await ctx.db.$queryRaw<RawRow[]>`
    SELECT ${rowColumns(ctx.locale === 'en')} FROM ${rowTables} WHERE m.body_id = ${among(bodyIds)}
    ORDER BY m.starts_at DESC, m.id DESC LIMIT ${atMost(shownOfBody)}`
  return rows.map((row) => viewOf(ctx, row))
}

export type MeetingView = MeetingRow & {
  version: number
  agenda: string
  chair: string
  purpose: string
  source: string
  noticeDays: number
  quorum: { num: number; den: number; strict: boolean } | null
  announcedAt: string
  seats: { constituency: Constituency; seats: number; attended: number | null }[]
  votes: { id: string; motion: string; votesFor: number; votesAgainst: number; abstained: number }[]
  /** Empty, and no papers, until the minutes are published; the body's people read them before. */
  minutes: string
  files: { id: string; name: string; size: number }[]
  publishedAt: string | null
  cancelledReason: string
  needs: { needNo: string; title: string }[]
  calls: { callNo: string; title: string }[]
  projects: { projectNo: string; title: string }[]
  steps: { needNo: string; step: string; passed: boolean }[]
  isSide: boolean
  may: { record: boolean; cancel: boolean; publish: boolean }
}

type RawView = Omit<MeetingView, keyof MeetingRow | 'isSide' | 'may'> & { bodyId: string }

/** A meeting is public from its announcement on; who voted on what once it was held, minutes once they are published. */
export async function readMeeting(ctx: Context, id: string): Promise<MeetingView | null> {
  const isEn = ctx.locale === 'en'
  const [raw] = await ctx.db.$queryRaw<(RawRow & { page: RawView })[]>`
    SELECT ${rowColumns(isEn)}, jsonb_build_object('bodyId', m.body_id, 'version', m.version, 'agenda', m.agenda, 'chair', m.chair, 'announcedAt', m.announced_at,
      'purpose', CASE WHEN ${isEn} THEN k.purpose_en ELSE k.purpose_zh END, 'source', CASE WHEN ${isEn} THEN k.source_en ELSE k.source_zh END,
      'noticeDays', k.notice_days, 'quorum', CASE WHEN k.quorum_num IS NOT NULL THEN jsonb_build_object('num', k.quorum_num, 'den', k.quorum_den, 'strict', k.quorum_strict) END,
      'minutes', m.minutes, 'publishedAt', m.published_at, 'cancelledReason', m.cancelled_reason,
      'seats', (SELECT coalesce(jsonb_agg(jsonb_build_object('constituency', s.constituency, 'seats', s.seats, 'attended', s.attended) ORDER BY s.seats DESC, s.constituency), '[]')
        FROM meeting_seat s WHERE s.meeting_id = m.id),
      'votes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'motion', v.motion, 'votesFor', v.votes_for, 'votesAgainst', v.votes_against, 'abstained', v.abstained) ORDER BY v.id), '[]')
        FROM meeting_vote v WHERE v.meeting_id = m.id),
      'files', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) ORDER BY f.created_at, f.id), '[]')
        FROM meeting_file x JOIN file f ON f.id = x.file_id WHERE x.meeting_id = m.id),
      'needs', (SELECT coalesce(jsonb_agg(jsonb_build_object('needNo', n.need_no, 'title', n.title) ORDER BY n.need_no), '[]')
        FROM meeting_subject x JOIN need n ON n.id = x.need_id WHERE x.meeting_id = m.id),
      'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('callNo', c.call_no, 'title', c.title) ORDER BY c.call_no), '[]')
        FROM meeting_subject x JOIN public_call c ON c.id = x.call_id WHERE x.meeting_id = m.id),
      'projects', (SELECT coalesce(jsonb_agg(jsonb_build_object('projectNo', p.project_no, 'title', p.title) ORDER BY p.project_no), '[]')
        FROM meeting_subject x JOIN project p ON p.id = x.project_id WHERE x.meeting_id = m.id),
      'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('needNo', n.need_no, 'step', s.step, 'passed', s.passed) ORDER BY s.id), '[]')
        FROM need_step s JOIN need n ON n.id = s.need_id WHERE s.meeting_id = m.id)) AS page
    FROM ${rowTables} WHERE m.id = ${id}::uuid`
  if (raw === undefined) return null
  const { page, ...row } = raw
  const { bodyId, ...view } = page
  const isSide = may(meetingPolicy, 'read', ctx.actor, { bodyId })
  const isShown = isSide || row.state === 'PUBLISHED'
  const allowed = (action: 'record' | 'cancel' | 'publish') => may(meetingPolicy, action, ctx.actor, { bodyId })
  return {
    ...viewOf(ctx, row),
    ...view,
    files: isShown ? view.files : [],
    minutes: isShown ? view.minutes : '',
    isSide,
    may: { record: allowed('record'), cancel: allowed('cancel'), publish: allowed('publish') },
  }
}
