import type { ObservationState } from '#app/domain/observation/lifecycle.ts'
import { observationPolicy } from '#app/domain/observation/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readAnswerTerm } from '#app/services/shared/answer-term.server.ts'
import { mustDeclareFirst } from '#app/services/evaluation/queries/must-declare-first.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { HiddenReason } from '#prisma/generated/enums.ts'
import type { Observation } from '#prisma/generated/client.ts'

export type ObservationView = {
  id: string
  version: number
  side: 'RESIDENT' | 'SUPERVISOR'
  state: ObservationState
  text: string
  observedOn: string
  madeAt: string
  dueOn: string
  isOverdue: boolean
  answer: string
  answeredSide: 'BUYER' | 'SUPPLIER' | null
  answeredAt: string | null
  showing: 'WAITING' | 'SHOWN' | 'HIDDEN'
  hiddenReason: HiddenReason | null
}
type Step = 'answer' | 'moderate' | 'raise' | 'observeAsSupervisor'
export type ObservationsPage = {
  project: { id: string; projectNo: string; title: string }
  observations: ObservationView[]
  today: string
  term: { days: number; source: string; isConfirmed: boolean }
  may: Record<Step, boolean>
}

const shownAtOnce = 100

const viewOf = (row: Observation, today: string): ObservationView => {
  const dueOn = dayOfDate(row.dueOn)
  return {
    id: row.id,
    version: row.version,
    side: row.side as ObservationView['side'],
    state: row.state,
    text: row.text,
    observedOn: dayOfDate(row.observedOn),
    madeAt: row.madeAt.toISOString(),
    dueOn,
    isOverdue: row.state === 'OPEN' && dueOn < today,
    answer: row.answer,
    answeredSide: row.answeredSide as ObservationView['answeredSide'],
    answeredAt: row.answeredAt?.toISOString() ?? null,
    showing: row.showing as ObservationView['showing'],
    hiddenReason: row.hiddenReason,
  }
}

/** Everything observed of a project, for those who answer or watch; what is open first. Nobody reads who wrote. */
export async function readObservations(ctx: Context, projectId: string): Promise<ObservationsPage | null> {
  const project = await ctx.db.project.findUnique({
    where: { id: projectId },
    select: { id: true, projectNo: true, title: true, bodyId: true, organizationId: true, state: true },
  })
  if (project === null || !may(observationPolicy, 'read', ctx.actor, project)) return null
  if (await mustDeclareFirst(ctx, project)) return null
  const rows = await ctx.db.observation.findMany({
    where: { projectId },
    orderBy: [{ state: 'asc' }, { madeAt: 'desc' }, { id: 'desc' }],
    take: shownAtOnce,
  })
  const today = dayOf(ctx.now)
  const term = await readAnswerTerm(ctx.db, 'observationAnswer', today)
  const allowed = (step: Step) => may(observationPolicy, step, ctx.actor, project)
  const isOver = project.state === 'COMPLETED' || project.state === 'TERMINATED'
  return {
    project: { id: project.id, projectNo: project.projectNo, title: project.title },
    observations: rows.map((row) => viewOf(row, today)),
    today,
    term: {
      days: term.days,
      source: ctx.locale === 'en' ? term.sourceEn : term.sourceZh,
      isConfirmed: term.isConfirmed,
    },
    may: {
      answer: allowed('answer'),
      moderate: allowed('moderate'),
      raise: allowed('raise') && !isOver,
      observeAsSupervisor: allowed('observeAsSupervisor') && project.state !== 'PREPARING',
    },
  }
}

/** One's own observation and its answer; nobody else's. */
export async function readOwnObservation(ctx: Context, id: string) {
  const row = await ctx.db.observation.findUnique({
    where: { id },
    include: { project: { select: { projectNo: true, title: true } } },
  })
  if (row === null || row.madeById !== ctx.actor.accountId) return null
  const { project, ...observation } = row
  return { observation: viewOf(observation, dayOf(ctx.now)), project }
}

export type PublicObservation = {
  side: 'RESIDENT' | 'SUPERVISOR'
  text: string
  observedOn: string
  answer: string
  answeredSide: 'BUYER' | 'SUPPLIER' | null
}

/** What anyone may read: answered, and read by an officer first. */
export const publicObservations = (projectNo: string): Reading<PublicObservation[]> =>
  reading<PublicObservation>(
    Prisma.sql`
    SELECT v.side, v.text, v.observed_on AS "observedOn", v.answer, v.answered_side AS "answeredSide"
    FROM observation v JOIN project p ON p.id = v.project_id
    WHERE p.project_no = ${projectNo} AND v.showing = 'SHOWN' ORDER BY v.answered_at DESC, v.id DESC LIMIT 20`,
  )

export const readPublicObservations = ({ db }: Context, projectNo: string) => readOne(db, publicObservations(projectNo))

/** A public project that may be observed, by its number. */
export const readObservable = async ({ db }: Context, projectNo: string) =>
  db.project.findFirst({
    where: { projectNo, NOT: { state: 'PREPARING' } },
    select: { id: true, projectNo: true, title: true },
  })
