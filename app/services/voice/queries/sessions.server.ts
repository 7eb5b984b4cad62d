import { toDay } from '#app/domain/shared/day.ts'
import { type Figures, figuresOf, satisfiedFrom, type Tally } from '#app/domain/voice/figures.ts'
import { lastDayToAnswer } from '#app/domain/voice/session-days.ts'
import type { Db } from '#app/services/shared/db.server.ts'

export type SessionView = {
  id: string
  title: string
  place: string
  heldOn: string
  lastDay: string
  milestone: { position: number; title: string } | null
  attendance: number
  codeCount: number
  /** How many answered; the rest only from five on. */
  answered: number
  figures: Figures | null
}
/** What was counted stays on the server: a sum of four scores is almost four scores. */
export type CountedSession = { session: SessionView; tally: Tally & { best: number; days: number } }

type Row = Omit<SessionView, 'lastDay' | 'figures' | 'answered' | 'milestone'> & {
  position: number | null
  milestoneTitle: string | null
} & CountedSession['tally']

/** Every occasion of a project at which codes were handed out, with what was counted there, the latest first; at most a hundred (the database). One statement. */
export async function readSessions(db: Db, projectId: string): Promise<CountedSession[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s.id::text, s.title, s.place, s.held_on::text AS "heldOn", m.position::int, m.title AS "milestoneTitle", s.attendance,
      s.code_count AS "codeCount", a.*
    FROM service_session s LEFT JOIN milestone m ON m.id = s.milestone_id CROSS JOIN LATERAL (
      SELECT count(*)::int AS n, coalesce(sum(score), 0)::int AS sum, (count(*) FILTER (WHERE score >= ${satisfiedFrom}))::int AS satisfied,
        count(knew)::int AS told, (count(*) FILTER (WHERE knew))::int AS knew, (count(*) FILTER (WHERE score = 5))::int AS best,
        count(DISTINCT answered_on)::int AS days
      FROM service_answer WHERE session_id = s.id) a
    WHERE s.project_id = ${projectId}::uuid AND s.code_count > 0
      AND NOT EXISTS (SELECT 1 FROM activity_withdrawal w WHERE w.session_id = s.id) ORDER BY s.held_on DESC, s.id`
  return rows.map(({ position, milestoneTitle, n, sum, satisfied, told, knew, best, days, ...row }) => {
    const tally = { n, sum, satisfied, told, knew, best, days }
    const session = {
      ...row,
      lastDay: lastDayToAnswer(toDay(row.heldOn)),
      milestone: position === null || milestoneTitle === null ? null : { position, title: milestoneTitle },
      answered: n,
      figures: figuresOf(tally),
    }
    return { session, tally }
  })
}
