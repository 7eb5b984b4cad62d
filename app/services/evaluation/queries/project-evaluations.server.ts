import type { GradeCode } from '#app/domain/evaluation/indicator-set.ts'
import type { EvaluationState } from '#app/domain/evaluation/lifecycle.ts'
import { evaluationPolicy } from '#app/domain/evaluation/policy.ts'
import type { EvaluationKind } from '#app/domain/evaluation/schema.ts'
import { pointsText, resultOf } from '#app/domain/evaluation/scoring.ts'
import { setContent } from '#app/domain/evaluation/indicator-set.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { instantText, readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readEvaluators } from '../commission.server.ts'
import { standingOf } from '../store.server.ts'

export type EvaluationRow = {
  id: string
  kind: EvaluationKind
  number: number
  state: EvaluationState
  agency: string
  dueOn: string
  isOverdue: boolean
  /** From when it is handed in. */
  total: string | null
  grade: GradeCode | null
  passes: boolean | null
}
export type EvaluationStop = { position: number; title: string; why: 'failed' | 'open' }
export type ProjectEvaluations = {
  rows: EvaluationRow[]
  /** Payments that an evaluation stops now. */
  stops: EvaluationStop[]
  mayCommission: boolean
}

/** The evaluations of a project, and which payments they stop: two statements. The reader may read the project already. */
export async function readProjectEvaluations(ctx: Context, projectId: string): Promise<ProjectEvaluations> {
  const [rows, stops] = await Promise.all([
    ctx.db.$queryRaw<(Omit<EvaluationRow, 'total' | 'isOverdue'> & { points: number | null })[]>`
      SELECT e.id, e.kind, e.number::int, e.state::text AS state, e.agency, e.due_on::text AS "dueOn",
        CASE WHEN e.state IN ('SUBMITTED', 'CONFIRMED') THEN e.total_points END AS points,
        CASE WHEN e.state IN ('SUBMITTED', 'CONFIRMED') THEN e.grade END AS grade,
        CASE WHEN e.state IN ('SUBMITTED', 'CONFIRMED') THEN e.passes END AS passes
      FROM evaluation e WHERE e.project_id = ${projectId}::uuid ORDER BY e.commissioned_at DESC, e.id DESC`,
    ctx.db.$queryRaw<EvaluationStop[]>`
      SELECT m.position::int, m.title, b.why FROM tranche t JOIN milestone m ON m.id = t.milestone_id
        CROSS JOIN LATERAL (SELECT evaluation_block(t.id) AS why) b
      WHERE t.project_id = ${projectId}::uuid AND t.state IN ('PLANNED', 'CLAIMABLE') AND b.why IS NOT NULL ORDER BY m.position`,
  ])
  const today = dayOf(ctx.now)
  const project = await ctx.db.project.findUnique({
    where: { id: projectId },
    select: { bodyId: true, organizationId: true, state: true },
  })
  return {
    rows: rows.map(({ id, kind, number, state, agency, dueOn, points, grade, passes }) => ({
      id,
      kind,
      number,
      state,
      agency,
      dueOn,
      grade,
      passes,
      isOverdue: (state === 'COMMISSIONED' || state === 'RETURNED') && dueOn < today,
      total: points === null ? null : pointsText(points),
    })),
    stops,
    mayCommission:
      project !== null &&
      project.state !== 'PREPARING' &&
      may(evaluationPolicy, 'commission', ctx.actor, standingOf(project)),
  }
}

export type PublicEvaluation = {
  kind: EvaluationKind
  number: number
  confirmedAt: string
  agency: string
  setName: string
  total: string
  grade: GradeCode
  isMisused: boolean
  firsts: { name: string; points: string; max: string }[]
}

type PublicRow = Omit<PublicEvaluation, 'setName' | 'total' | 'firsts'> & {
  points: number | null
  nameZh: string
  nameEn: string
  content: unknown
  scores: { itemCode: string; points: number | null }[]
}

/** Confirmed evaluations as anyone may read them: no person, no finding. */
export const publicEvaluations = (ctx: Context, projectNo: string): Reading<PublicEvaluation[]> =>
  reading(
    Prisma.sql`
    SELECT e.kind, e.number, e.decided_at AS "confirmedAt", e.agency, e.total_points AS points, e.grade, e.is_misused AS "isMisused",
      t.name_zh AS "nameZh", t.name_en AS "nameEn", t.content,
      (SELECT coalesce(json_agg(json_build_object('itemCode', c.item_code, 'points', c.points)), '[]')
        FROM evaluation_score c WHERE c.evaluation_id = e.id) AS scores
    FROM evaluation e JOIN project p ON p.id = e.project_id JOIN evaluation_set t ON t.id = e.set_id
    WHERE p.project_no = ${projectNo} AND e.state = 'CONFIRMED' ORDER BY e.decided_at DESC, e.id DESC`,
    (rows: PublicRow[]) => rows.map((row) => toPublic(row, ctx.locale === 'en')),
  )

export const readPublicEvaluations = (ctx: Context, projectNo: string) =>
  readOne(ctx.db, publicEvaluations(ctx, projectNo))

function toPublic(
  { nameZh, nameEn, content: stored, scores, ...row }: PublicRow,
  isEnglish: boolean,
): PublicEvaluation {
  const content = setContent.parse(stored)
  const { firsts } = resultOf(
    content,
    scores.map((score) => ({ ...score, reason: '' })),
    row.isMisused,
  )
  const points = new Map(firsts.map((first) => [first.code, first.points]))
  return {
    kind: row.kind,
    number: row.number,
    confirmedAt: instantText(row.confirmedAt),
    agency: row.agency,
    setName: isEnglish ? nameEn : nameZh,
    total: pointsText(row.points ?? 0),
    grade: row.grade,
    isMisused: row.isMisused,
    firsts: content.firsts.map((first) => ({
      name: isEnglish ? first.nameEn : first.nameZh,
      points: pointsText(points.get(first.code) ?? 0),
      max: pointsText(first.points),
    })),
  }
}

export type CommissionPage = {
  project: { id: string; title: string }
  sets: { id: string; name: string; source: string; isConfirmed: boolean; items: number }[]
  evaluators: { id: string; name: string }[]
  tranches: { id: string; position: number; title: string; dueOn: string; amountFen: string; isLast: boolean }[]
}

/** What there is to choose from when an evaluation is commissioned. */
export async function readCommissionPage(ctx: Context, projectId: string): Promise<CommissionPage | null> {
  const project = await ctx.db.project.findUnique({ where: { id: projectId } })
  if (project === null || !may(evaluationPolicy, 'commission', ctx.actor, standingOf(project))) return null
  const isEnglish = ctx.locale === 'en'
  const [sets, evaluators, tranches] = await Promise.all([
    ctx.db.evaluationSet.findMany({ orderBy: [{ code: 'desc' }, { versionNo: 'desc' }] }),
    readEvaluators(ctx.db, project),
    ctx.db.$queryRaw<Omit<CommissionPage['tranches'][number], 'isLast'>[]>`
      SELECT t.id, m.position::int, m.title, m.due_on::text AS "dueOn", t.amount_fen::text AS "amountFen"
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id
      WHERE t.project_id = ${projectId}::uuid AND t.state IN ('PLANNED', 'CLAIMABLE') ORDER BY m.position`,
  ])
  return {
    project: { id: project.id, title: project.title },
    // The newest version of each set.
    sets: sets
      .filter(({ code }, index) => sets.findIndex((other) => other.code === code) === index)
      .map((set) => ({
        id: set.id,
        name: isEnglish ? set.nameEn : set.nameZh,
        source: isEnglish ? set.sourceEn : set.sourceZh,
        isConfirmed: set.isConfirmed,
        items: setContent.parse(set.content).firsts.flatMap(({ seconds }) => seconds.flatMap(({ thirds }) => thirds))
          .length,
      })),
    evaluators: evaluators.filter(({ id }) => id !== ctx.actor.accountId),
    tranches: tranches.map((tranche, index) => ({ ...tranche, isLast: index === tranches.length - 1 })),
  }
}

/** Evaluations that this person is or was asked for, the open ones first. */
export async function readEvaluatorInbox(ctx: Context) {
  const rows = await ctx.db.evaluationSeat.findMany({
    where: {
      accountId: ctx.actor.accountId ?? '00000000-0000-0000-0000-000000000000',
      NOT: { state: { in: ['RESERVE', 'GONE'] } },
    },
    select: {
      state: true,
      evaluation: {
        select: { id: true, kind: true, number: true, state: true, dueOn: true, project: { select: { title: true } } },
      },
    },
    orderBy: { evaluation: { commissionedAt: 'desc' } },
    take: 100,
  })
  const today = dayOf(ctx.now)
  const isOpen = (state: EvaluationState) => state === 'COMMISSIONED' || state === 'RETURNED'
  return rows
    .map(({ state: seat, evaluation: { project, dueOn, kind, ...evaluation } }) => ({
      ...evaluation,
      kind: kind as EvaluationKind,
      seat: seat as 'INVITED' | 'STANDS' | 'STEPPED_BACK',
      title: project.title,
      dueOn: dueOn.toISOString().slice(0, 10),
      isOpen: isOpen(evaluation.state) && seat !== 'STEPPED_BACK',
      isOverdue: isOpen(evaluation.state) && dueOn.toISOString().slice(0, 10) < today,
    }))
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen))
}
