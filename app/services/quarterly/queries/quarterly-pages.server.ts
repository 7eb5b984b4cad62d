import { hoursOf } from '#app/domain/voice/activity.ts'
import type { QuarterlyState } from '#app/domain/quarterly/lifecycle.ts'
import { quarterlyPolicy } from '#app/domain/quarterly/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'

/** A quarter of a project: its report where there is one, and by when it is due; null while the quarter goes on. */
export type QuarterRow = {
  quarterOn: string
  dueOn: string | null
  report: { id: string; state: QuarterlyState } | null
  isLate: boolean
}
export type QuartersPage = { id: string; title: string; quarters: QuarterRow[]; mayWrite: boolean }

/** Every quarter a project owes a report for, the running one too, the latest first. */
export async function readQuarters(ctx: Context, projectId: string): Promise<QuartersPage | null> {
  const { db, actor } = ctx
  const project = await db.project.findUnique({ where: { id: projectId } })
  if (project === null || !may(quarterlyPolicy, 'read', actor, project)) return null
  const isSide = may(quarterlyPolicy, 'write', actor, project)
  const today = dayOf(ctx.now)
  const rows = await db.$queryRaw<
    (Omit<QuarterRow, 'isLate' | 'report'> & { id: string | null; state: QuarterlyState | null })[]
  >`
    SELECT coalesce(o.quarter_on, q.quarter_on)::text AS "quarterOn", o.due_on::text AS "dueOn", q.id::text, q.state::text
    FROM (SELECT * FROM quarters_owed(${projectId}::uuid, ${today}::date)
      UNION SELECT date_trunc('quarter', ${today}::date)::date, NULL FROM project WHERE id = ${projectId}::uuid AND state = 'ACTIVE' AND ends_on >= date_trunc('quarter', ${today}::date)::date) o
      FULL JOIN (SELECT * FROM quarterly_report WHERE project_id = ${projectId}::uuid) q ON q.quarter_on = o.quarter_on
    ORDER BY 1 DESC LIMIT 40`
  return {
    id: project.id,
    title: project.title,
    mayWrite: isSide && project.state === 'ACTIVE',
    quarters: rows.map(({ id, state, ...row }) => ({
      ...row,
      // What the organization writes is its own until it is signed off.
      report:
        id === null || state === null || (!isSide && state !== 'WITH_OFFICE' && state !== 'RECEIVED')
          ? null
          : { id, state },
      isLate: row.dueOn !== null && row.dueOn < today && (state === null || state === 'DRAFT' || state === 'WITH_LEAD'),
    })),
  }
}

export type QuarterlyPage = {
  id: string
  projectId: string
  projectTitle: string
  organizationName: string
  quarterOn: string
  state: QuarterlyState
  version: number
  done: string
  problems: string
  plans: string
  /** As they are now while it is written; as they were when it was signed off after that. */
  figures: { sessions: number; people: number; hours: number; volunteers: number; paidFen: string; spentFen: string }
  /** What those served paid, as written; null where the project takes no fees. */
  feeFen: string | null
  figureMilestones: { position: number; title: string; state: string }[]
  authorName: string
  signedByName: string | null
  signedAt: string | null
  receivedByName: string | null
  receivedAt: string | null
  returnReason: string
  may: { write: boolean; signOff: boolean; receive: boolean; giveBack: boolean }
}

type Figures = {
  sessions: number
  people: number
  minutes: number
  volunteers: number
  paid_fen: bigint
  spent_fen: bigint
}

export async function readQuarterly(ctx: Context, id: string): Promise<QuarterlyPage | null> {
  const { db, actor } = ctx
  const row = await db.quarterlyReport.findUnique({
    where: { id },
    include: {
      project: {
        include: {
          organization: { select: { name: true } },
          serviceItems: { where: { mode: { not: 'FREE' } }, select: { id: true } },
          milestones: { select: { position: true, title: true, state: true }, orderBy: { position: 'asc' } },
        },
      },
    },
  })
  if (row === null || !may(quarterlyPolicy, 'read', actor, row.project)) return null
  const isSide = may(quarterlyPolicy, 'write', actor, row.project)
  const isOpen = row.state === 'DRAFT' || row.state === 'WITH_LEAD'
  if (isOpen && !isSide) return null
  const [now] = isOpen
    ? await db.$queryRaw<
        Figures[]
      >`SELECT * FROM quarter_figures(${row.projectId}::uuid, ${dayOfDate(row.quarterOn)}::date)`
    : []
  const figures = now ?? { ...row, paid_fen: row.paidFen, spent_fen: row.spentFen }
  const people = await db.account.findMany({
    where: { id: { in: [row.authorId, row.signedById, row.receivedById].filter((one) => one !== null) } },
    select: { id: true, name: true },
  })
  const nameOf = (one: string | null) => people.find((person) => person.id === one)?.name ?? null
  const allowed = (step: 'write' | 'signOff' | 'receive') => may(quarterlyPolicy, step, actor, row.project)
  const signs = row.state === 'WITH_LEAD' && allowed('signOff')
  const receives = row.state === 'WITH_OFFICE' && allowed('receive')
  return {
    id: row.id,
    projectId: row.projectId,
    projectTitle: row.project.title,
    organizationName: row.project.organization.name,
    quarterOn: dayOfDate(row.quarterOn),
    state: row.state,
    version: row.version,
    done: row.done,
    problems: row.problems,
    plans: row.plans,
    figures: {
      sessions: figures.sessions,
      people: figures.people,
      hours: hoursOf(figures.minutes),
      volunteers: figures.volunteers,
      paidFen: figures.paid_fen.toString(),
      spentFen: figures.spent_fen.toString(),
    },
    feeFen: row.project.serviceItems.length === 0 ? null : row.feeFen.toString(),
    figureMilestones: row.project.milestones,
    authorName: nameOf(row.authorId) ?? '',
    signedByName: nameOf(row.signedById),
    signedAt: row.signedAt?.toISOString() ?? null,
    receivedByName: nameOf(row.receivedById),
    receivedAt: row.receivedAt?.toISOString() ?? null,
    returnReason: row.returnReason,
    may: {
      write: row.state === 'DRAFT' && allowed('write'),
      signOff: signs,
      receive: receives,
      giveBack: signs || receives,
    },
  }
}
