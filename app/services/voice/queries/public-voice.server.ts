import { type Figures, figuresOf, satisfiedFrom, type Tally } from '#app/domain/voice/figures.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** `null`: nobody asked. `figures` null: too few answers, and then nothing else is told either, not even how many. */
export type PublicVoice = { figures: Figures | null; comments: string[] } | null

const commentsShown = 20

/** What anyone may read: the project as a whole, never one occasion; comments that were passed, without their day. */
export const publicVoice = (projectNo: string): Reading<PublicVoice> =>
  reading(
    Prisma.sql`
    SELECT count(DISTINCT s.id)::int AS sessions, count(a.id)::int AS n, coalesce(sum(a.score), 0)::int AS sum,
      (count(*) FILTER (WHERE a.score >= ${satisfiedFrom}))::int AS satisfied, count(a.knew)::int AS told,
      (count(*) FILTER (WHERE a.knew))::int AS knew,
      (SELECT coalesce(json_agg(text), '[]') FROM (
        SELECT k.text FROM service_comment k JOIN service_session o ON o.id = k.session_id JOIN project q ON q.id = o.project_id
        WHERE q.project_no = ${projectNo} AND k.state = 'SHOWN' ORDER BY k.written_on DESC, k.id LIMIT ${atMost(commentsShown)}) c) AS comments
    FROM project p JOIN service_session s ON s.project_id = p.id LEFT JOIN service_answer a ON a.session_id = s.id
    WHERE p.project_no = ${projectNo}`,
    ([row]: (Tally & { sessions: number; comments: string[] })[]) => {
      if (row === undefined || row.sessions === 0) return null
      const figures = figuresOf(row)
      return { figures, comments: figures === null ? [] : row.comments }
    },
  )

export const readPublicVoice = ({ db }: Context, projectNo: string) => readOne(db, publicVoice(projectNo))
