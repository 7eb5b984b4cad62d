import { dayOf, toDay } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { addTallies, type Figures, figuresOf } from '#app/domain/voice/figures.ts'
import type { CommentState } from '#app/domain/voice/lifecycle.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import { mayMakeCodes } from '#app/domain/voice/session-days.ts'
import { type Warning, warningsOf } from '#app/domain/voice/warnings.ts'
import { mustDeclareFirst } from '#app/services/evaluation/queries/must-declare-first.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { HiddenReason } from '#prisma/generated/enums.ts'
import { type CountedSession, readSessions, type SessionView } from './sessions.server.ts'

export type VoicePage = {
  id: string
  projectNo: string
  title: string
  answered: number
  figures: Figures | null
  sessions: SessionView[]
  milestones: { id: string; position: number; title: string }[]
  /** May codes be made by this person, and now. */
  may: { makeSession: boolean }
  isOver: boolean
  today: string
}

export type CommentView = {
  id: string
  version: number
  text: string
  writtenOn: string
  session: string
  state: CommentState
  hiddenReason: HiddenReason | null
}
export type BureauVoicePage = Omit<VoicePage, 'sessions'> & {
  sessions: (SessionView & { warnings: Warning[] })[]
  waiting: CommentView[]
  /** How many wait in all. */
  waitingCount: number
  decided: CommentView[]
  mayReadComments: boolean
  mayModerate: boolean
}

const shownAtOnce = 20

async function readProject(ctx: Context, projectId: string) {
  const { db, actor } = ctx
  const project = await db.project.findUnique({
    where: { id: projectId },
    select: {
      id: true,
      projectNo: true,
      title: true,
      bodyId: true,
      organizationId: true,
      state: true,
      endedAt: true,
      milestones: { select: { id: true, position: true, title: true }, orderBy: { position: 'asc' } },
    },
  })
  if (project === null || !may(voicePolicy, 'readFigures', actor, project)) return null
  return (await mustDeclareFirst(ctx, project)) ? null : project
}
type ReadProject = NonNullable<Awaited<ReturnType<typeof readProject>>>

function pageOf(ctx: Context, project: ReadProject, sessions: readonly CountedSession[]) {
  const all = addTallies(sessions.map(({ tally }) => tally))
  const isOpen = mayMakeCodes(project, ctx.now)
  return {
    id: project.id,
    projectNo: project.projectNo,
    title: project.title,
    milestones: project.milestones,
    answered: all.n,
    figures: figuresOf(all),
    may: { makeSession: isOpen && may(voicePolicy, 'makeSession', ctx.actor, project) },
    isOver: !isOpen,
    today: dayOf(ctx.now),
  }
}

/** For the supplier: its occasions and what came of them. */
export async function readVoicePage(ctx: Context, projectId: string): Promise<VoicePage | null> {
  const project = await readProject(ctx, projectId)
  if (project === null) return null
  const sessions = await readSessions(ctx.db, projectId)
  return { ...pageOf(ctx, project, sessions), sessions: sessions.map(({ session }) => session) }
}

/** For the body: the same, what to look at twice, and the comments. */
export async function readBureauVoicePage(ctx: Context, projectId: string): Promise<BureauVoicePage | null> {
  const project = await readProject(ctx, projectId)
  if (project === null) return null
  const mayReadComments = may(voicePolicy, 'readComments', ctx.actor, project)
  const [sessions, comments] = await Promise.all([
    readSessions(ctx.db, projectId),
    mayReadComments ? readComments(ctx, projectId) : [],
  ])
  const today = dayOf(ctx.now)
  const of = (isWaiting: boolean) => comments.filter(({ comment: { state } }) => (state === 'WAITING') === isWaiting)
  return {
    ...pageOf(ctx, project, sessions),
    sessions: sessions.map(({ session, tally }) => ({
      ...session,
      warnings: warningsOf({ ...session, heldOn: toDay(session.heldOn), ...tally }, today),
    })),
    waiting: of(true).map(({ comment }) => comment),
    waitingCount: of(true)[0]?.count ?? 0,
    decided: of(false).map(({ comment }) => comment),
    mayReadComments,
    mayModerate: may(voicePolicy, 'moderate', ctx.actor, project),
  }
}

type CountedComment = { comment: CommentView; count: number }

/** The longest waiting, and those decided last. One statement. */
const readComments = ({ db }: Context, projectId: string): Promise<CountedComment[]> =>
  db.$queryRaw<CountedComment[]>`
    SELECT jsonb_build_object('id', id, 'version', version, 'text', text, 'writtenOn', "writtenOn", 'session', session, 'state', state,
      'hiddenReason', "hiddenReason") AS comment, count FROM (
      SELECT k.id::text, k.version, k.text, k.written_on::text AS "writtenOn", s.title AS session, k.state::text,
        k.hidden_reason::text AS "hiddenReason", (count(*) OVER (PARTITION BY k.state = 'WAITING'))::int AS count,
        row_number() OVER (PARTITION BY k.state = 'WAITING' ORDER BY k.moderated_at DESC, k.written_on, k.id) AS place
      FROM service_comment k JOIN service_session s ON s.id = k.session_id WHERE s.project_id = ${projectId}::uuid) c
    WHERE place <= ${shownAtOnce} ORDER BY place`
