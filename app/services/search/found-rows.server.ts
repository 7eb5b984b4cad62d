import type { Stage } from '#app/domain/search/stage.ts'
import { stageOfCall, stageOfProject } from '#app/domain/search/stage.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import type { ServiceField } from '#app/domain/search/ask.ts'
import { among } from '#app/services/shared/among.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A name that the house holds in both languages. */
export type Name = { zh: string; en: string }

/** One line of a result list, as anyone may read it. */
export type FoundRow = {
  kind: 'call' | 'project'
  id: string
  no: string
  title: string
  summary: string
  field: ServiceField
  stage: Stage
  body: Name
  /** Who carries a funded project out. */
  organization: { id: string; name: string } | undefined
  region: Name
  moneyFen: string
  /** Of calls that still take bids. */
  deadlineAt: string | undefined
  isSuspended: boolean
}

type FoundRowOfBase = {
  kind: 'call' | 'project'
  id: string
  no: string
  title: string
  summary: string
  field: ServiceField
  state: string
  body_zh: string
  body_en: string
  organization_id: string | null
  organization_name: string | null
  region_zh: string
  region_en: string
  money_fen: string
  deadline_at: string | null
  is_suspended: boolean
}

type Thing = { kind: 'call' | 'project'; id: string }

const callsQuery = (which: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT 'call' AS kind, c.id, c.call_no AS no, c.title, c.summary, c.field::text, c.state::text,
      b.name_zh AS body_zh, b.name_en AS body_en, NULL::uuid AS organization_id, NULL AS organization_name,
      r.name_zh AS region_zh, r.name_en AS region_en, c.budget_fen::text AS money_fen, c.bid_deadline_at AS deadline_at,
      c.state = 'PUBLISHED' AND c.suspended_at IS NOT NULL AS is_suspended
    FROM public_call c JOIN body b ON b.id = c.body_id JOIN region r ON r.id = c.region_id
    WHERE c.published_at IS NOT NULL AND ${which}`

/** Of calls `c` that anyone may read: those, and in the order, that `which` says. */
export const foundCalls = (which: Prisma.Sql): Reading<FoundRow[]> =>
  reading(callsQuery(which), (rows: FoundRowOfBase[]) => rows.flatMap(toFoundRow))

/** The rows as the database has them now; what the public may not read is not among them. */
function foundRowsQuery(things: readonly Thing[]): Prisma.Sql {
  const idsOf = (wanted: string) => things.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  return Prisma.sql`
    ${callsQuery(Prisma.sql`c.id = ${among(idsOf('call'))}`)}
    UNION ALL
    SELECT 'project', p.id, p.project_no, p.title, p.summary, p.field::text,
      CASE WHEN p.state = 'CLOSED' AND project_ended_early(p.id) THEN 'TERMINATED' ELSE p.state::text END,
      b.name_zh, b.name_en, o.id, o.name, r.name_zh, r.name_en, p.amount_fen::text, NULL, false
    FROM project p JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id JOIN region r ON r.id = p.region_id
    WHERE p.id = ${among(idsOf('project'))}`
}

/** In the order asked. */
export const foundRows = (things: readonly Thing[]): Reading<FoundRow[]> =>
  reading(foundRowsQuery(things), (rows: FoundRowOfBase[]) => toFoundRows(rows, things))

function toFoundRows(rows: readonly FoundRowOfBase[], things: readonly Thing[]): FoundRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return things.flatMap(({ id }) => {
    const row = byId.get(id)
    return row === undefined ? [] : toFoundRow(row)
  })
}

export const loadFoundRows = async (db: Db | Tx, things: readonly Thing[]): Promise<FoundRow[]> =>
  things.length === 0 ? [] : readOne(db, foundRows(things))

function toFoundRow(row: FoundRowOfBase): FoundRow[] {
  const stage = row.kind === 'call' ? stageOfCall[row.state as CallState] : stageOfProject[row.state as ProjectState]
  if (stage === undefined) return []
  return [
    {
      kind: row.kind,
      id: row.id,
      no: row.no,
      title: row.title,
      summary: row.summary,
      field: row.field,
      stage,
      body: { zh: row.body_zh, en: row.body_en },
      organization:
        row.organization_id === null ? undefined : { id: row.organization_id, name: row.organization_name ?? '' },
      region: { zh: row.region_zh, en: row.region_en },
      moneyFen: row.money_fen,
      deadlineAt:
        stage === 'CALLING' && row.deadline_at !== null && !row.is_suspended
          ? new Date(row.deadline_at).toISOString()
          : undefined,
      isSuspended: row.is_suspended,
    },
  ]
}
