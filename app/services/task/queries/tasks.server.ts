import type { TaskKind } from '#app/domain/task/schema.ts'
import { taskPolicy } from '#app/domain/task/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageOf, pageRows, readInstantCursor } from '#app/domain/shared/cursor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type TaskView = {
  id: string
  taskNo: string
  kind: TaskKind
  title: string
  content: string
  department: string
  legalBasis: string
  regionName: string
  bodyName: string
  startsOn: string
  endsOn: string
  fundsFen: string
  shareBps: number
  hoursPerMonth: number
  formsPerMonth: number
  decidedAt: string | null
  isAdmitted: boolean | null
  decisionReason: string
}
type Raw = Omit<TaskView, 'decidedAt'> & { decidedAt: Date | null }

const columns = (
  isEn: boolean,
) => Prisma.sql`k.id, k.task_no AS "taskNo", k.kind, k.title, k.content, k.department, k.legal_basis AS "legalBasis",
  CASE WHEN ${isEn} THEN r.name_en ELSE r.name_zh END AS "regionName", CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END AS "bodyName",
  k.starts_on::text AS "startsOn", k.ends_on::text AS "endsOn", k.funds_fen::text AS "fundsFen", k.share_bps AS "shareBps", k.hours_per_month AS "hoursPerMonth",
  k.forms_per_month AS "formsPerMonth", k.decided_at AS "decidedAt", k.admitted AS "isAdmitted", k.decision_reason AS "decisionReason"`
const tables = Prisma.sql`task_admission k JOIN region r ON r.id = k.region_id JOIN body b ON b.id = k.body_id`
const viewOf = ({ decidedAt, ...row }: Raw): TaskView => ({ ...row, decidedAt: decidedAt?.toISOString() ?? null })

/** What is narrowed by, of `k` (task_admission) and its region `r`. */
export const tasksWanted = (region: string | undefined): Prisma.Sql =>
  Prisma.sql`k.admitted
      ${region === undefined ? Prisma.empty : Prisma.sql`AND r.path LIKE (SELECT path FROM region WHERE code = ${region}) || '%'`}`

/** What was admitted, the latest first: anybody may read it. One statement. */
export async function readAdmittedTasks(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  { region, after }: { region: string | undefined; after: string | null },
) {
  const cursor = readInstantCursor(after)
  const rows = await db.$queryRaw<Raw[]>`
    SELECT ${columns(locale === 'en')} FROM ${tables} WHERE ${tasksWanted(region)}
      ${cursor === undefined ? Prisma.empty : Prisma.sql`AND (k.decided_at, k.id) < (${cursor.at}, ${cursor.id}::uuid)`}
    ORDER BY k.decided_at DESC, k.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, (row) => ({ key: row.decidedAt?.toISOString() ?? '', id: row.id }))
  return { tasks: page.rows.map(viewOf), next: page.next }
}

export type TaskBoard = {
  open: (TaskView & { mayDecide: boolean; mayWithdraw: boolean })[]
  decided: TaskView[]
  /** Offices that may be asked. */
  offices: { id: string; name: string }[]
}

const shown = 50

/** Applications to the reader's bodies, and their own to others. */
export async function readTaskBoard({ db, actor, locale }: Context): Promise<TaskBoard> {
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const rows = await db.$queryRaw<(Raw & { bodyId: string; applicantBodyId: string; appliedById: string })[]>`
    SELECT ${columns(locale === 'en')}, k.body_id AS "bodyId", k.applicant_body_id AS "applicantBodyId", k.applied_by_id AS "appliedById" FROM ${tables}
    WHERE (k.body_id = ${among(bodyIds)} OR k.applicant_body_id = ${among(bodyIds)}) AND k.withdrawn_at IS NULL
    ORDER BY k.decided_at IS NULL DESC, k.applied_at DESC LIMIT ${atMost(shown)}`
  const offices = await db.body.findMany({
    select: { id: true, nameZh: true, nameEn: true },
    orderBy: { nameZh: 'asc' },
    take: 500,
  })
  const views = rows.map(({ bodyId, applicantBodyId, appliedById, ...row }) => ({
    ...viewOf(row),
    mayDecide: row.decidedAt === null && may(taskPolicy, 'decide', actor, { bodyId, appliedById }),
    mayWithdraw: row.decidedAt === null && may(taskPolicy, 'withdraw', actor, { bodyId: applicantBodyId }),
  }))
  return {
    open: views.filter(({ decidedAt }) => decidedAt === null),
    decided: views.filter(({ decidedAt }) => decidedAt !== null),
    offices: offices.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh })),
  }
}
