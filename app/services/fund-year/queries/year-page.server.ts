import { fundYearPolicy } from '#app/domain/fund-year/policy.ts'
import { type ActualLine, type CallActual, planAgainstActual } from '#app/domain/fund-year/plan.ts'
import type { Instrument, ServiceField } from '#app/domain/call/terms.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readAll, reading } from '#app/services/shared/read-together.server.ts'
import { readLeft } from '../store.server.ts'

type Fens = 'plannedFen' | 'allocatedFen' | 'committedFen' | 'paidFen' | 'returnedFen' | 'leftFen'
/** Fen as text. */
export type ActualRow = Omit<ActualLine, Fens> & Record<Fens, string>
export type YearBudget = {
  year: number
  /** The plan in force: its number among those of the year, the document; null where none was adopted. */
  plan: { number: number; documentNo: string; adoptedAt: string } | null
  rows: ActualRow[]
  total: Record<Fens, string>
}
export type YearClose = {
  id: string
  proposedByName: string
  proposedById: string
  proposedAt: string
  note: string
  closedByName: string | null
  closedAt: string | null
  rests: { source: string; leftFen: string; choice: 'CARRY' | 'RETURN' }[]
}
export type YearPage = YearBudget & {
  fundId: string
  fundName: string
  close: YearClose | null
  left: { source: string; leftFen: string }[]
  /** The year is over and its last month is closed. */
  isReady: boolean
  isOver: boolean
  mayAdopt: boolean
  mayPropose: boolean
  mayClose: boolean
  lines: { name: string; field: string; instrument: string; plannedFen: string }[]
}

type PlanRow = {
  number: number
  documentNo: string
  adoptedAt: string
  lines: { name: string; field: ServiceField | null; instrument: Instrument | null; plannedFen: string }[]
}
type CallRow = {
  field: ServiceField
  instrument: Instrument
  allocatedFen: string
  committedFen: string
  paidFen: string
  returnedFen: string
}

const actualOf = ({ field, instrument, ...fens }: CallRow): CallActual => ({
  field,
  instrument,
  allocatedFen: BigInt(fens.allocatedFen),
  committedFen: BigInt(fens.committedFen),
  paidFen: BigInt(fens.paidFen),
  returnedFen: BigInt(fens.returnedFen),
})

/** A year of a fund, planned against actual, read off the ledger by the day entries count for; one statement. */
export async function readYearBudget(
  { db }: Pick<Context, 'db'>,
  fundId: string,
  year: number,
): Promise<{ budget: YearBudget; planLines: PlanRow['lines'] }> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const {
    plans: [plan],
    calls,
  } = await readAll(db, {
    plans: reading<PlanRow>(Prisma.sql`
      SELECT p.number::int AS number, p.document_no AS "documentNo", to_json(p.adopted_at)#>>'{}' AS "adoptedAt",
        (SELECT jsonb_agg(jsonb_build_object('name', l.name, 'field', l.field, 'instrument', l.instrument, 'plannedFen', l.planned_fen::text) ORDER BY l.position)
          FROM fund_plan_line l WHERE l.plan_id = p.id) AS lines
      FROM fund_plan p WHERE p.fund_id = ${fundId}::uuid AND p.year = ${year}::int ORDER BY p.number DESC LIMIT 1`),
    calls: reading(
      Prisma.sql`
      WITH moved AS (
        SELECT c.id, c.field::text AS field, c.instrument::text AS instrument, e.id AS entry, e.kind, e.phase, a.code, -p.amount AS fen
        FROM call c LEFT JOIN award w ON w.call_id = c.id
          JOIN ledger_account a ON ledger_base(a.code) IN ('call:' || c.id || ':budget', 'award:' || w.id || ':committed', 'clawback:' || w.id || ':receivable')
          JOIN ledger_posting p ON p.account_id = a.id JOIN ledger_entry e ON e.id = p.entry_id
        WHERE c.fund_id = ${fundId}::uuid AND e.effective_on BETWEEN ${first}::date AND ${last}::date AND e.phase IN ('posted', 'settle')
        GROUP BY c.id, e.id, a.id, p.entry_id, p.line)
      SELECT field, instrument,
        coalesce(sum(fen) FILTER (WHERE code LIKE 'call:%' AND EXISTS (SELECT 1 FROM ledger_posting q JOIN ledger_account b ON b.id = q.account_id
          WHERE q.entry_id = entry AND b.code LIKE 'fund:%')), 0)::text AS "allocatedFen",
        coalesce(sum(fen) FILTER (WHERE code LIKE 'award:%' AND phase = 'posted'), 0)::text AS "committedFen",
        coalesce(sum(-fen) FILTER (WHERE code LIKE 'award:%' AND phase = 'settle'), 0)::text AS "paidFen",
        coalesce(sum(-fen) FILTER (WHERE kind = 'clawback_receive'), 0)::text AS "returnedFen"
      FROM moved GROUP BY id, field, instrument`,
      (rows: CallRow[]) => rows.map(actualOf),
    ),
  })
  const lines = plan?.lines ?? []
  const rows = planAgainstActual(
    lines.map((line) => ({ ...line, plannedFen: BigInt(line.plannedFen) })),
    calls,
  )
  const texts = (row: Record<Fens, bigint>): Record<Fens, string> => ({
    plannedFen: row.plannedFen.toString(),
    allocatedFen: row.allocatedFen.toString(),
    committedFen: row.committedFen.toString(),
    paidFen: row.paidFen.toString(),
    returnedFen: row.returnedFen.toString(),
    leftFen: row.leftFen.toString(),
  })
  const sum = (figure: Fens) => rows.reduce((total, row) => total + row[figure], 0n)
  return {
    budget: {
      year,
      plan: plan === undefined ? null : { number: plan.number, documentNo: plan.documentNo, adoptedAt: plan.adoptedAt },
      rows: rows.map((row) => ({ ...row, ...texts(row) })),
      total: texts({
        plannedFen: sum('plannedFen'),
        allocatedFen: sum('allocatedFen'),
        committedFen: sum('committedFen'),
        paidFen: sum('paidFen'),
        returnedFen: sum('returnedFen'),
        leftFen: sum('leftFen'),
      }),
    },
    planLines: lines,
  }
}

/** For those who plan and close it; null when it is not the reader's. Five statements. */
export async function readYearPage(ctx: Context, fundId: string, year: number): Promise<YearPage | null> {
  const { db, actor } = ctx
  const fund = await db.fund.findUnique({ where: { id: fundId }, select: { id: true, name: true, bodyId: true } })
  if (fund === null || !may(fundYearPolicy, 'read', actor, fund)) return null
  const [{ budget, planLines }, left, [close], months] = await Promise.all([
    readYearBudget(ctx, fundId, year),
    readLeft(db, fundId, year),
    db.$queryRaw<YearClose[]>`
      SELECT c.id, a.name AS "proposedByName", c.proposed_by_id AS "proposedById", to_json(c.proposed_at)#>>'{}' AS "proposedAt", c.note,
        b.name AS "closedByName", to_json(c.closed_at)#>>'{}' AS "closedAt",
        (SELECT jsonb_agg(jsonb_build_object('source', r.source, 'leftFen', r.left_fen::text, 'choice', r.choice) ORDER BY r.source)
          FROM fund_year_rest r WHERE r.close_id = c.id) AS rests
      FROM fund_year_close c JOIN account a ON a.id = c.proposed_by_id LEFT JOIN account b ON b.id = c.closed_by_id
      WHERE c.fund_id = ${fundId}::uuid AND c.year = ${year}::int AND c.withdrawn_at IS NULL`,
    db.ledgerPeriod.count({ where: { bodyId: fund.bodyId, month: new Date(`${year}-12-01`) } }),
  ])
  const isOver = yearOf(dayOf(ctx.now)) > year
  const isReady = isOver && months > 0
  return {
    ...budget,
    fundId,
    fundName: fund.name,
    close: close ?? null,
    left: left.map(({ source, leftFen }) => ({ source, leftFen: leftFen.toString() })),
    isReady,
    isOver,
    mayAdopt: (close === undefined || close.closedAt === null) && may(fundYearPolicy, 'adoptPlan', actor, fund),
    mayPropose: isReady && close === undefined && may(fundYearPolicy, 'proposeClose', actor, fund),
    mayClose:
      close?.closedAt === null &&
      may(fundYearPolicy, 'close', actor, { bodyId: fund.bodyId, proposedById: close.proposedById }),
    lines: planLines.map((line) => ({ ...line, field: line.field ?? 'ANY', instrument: line.instrument ?? 'ANY' })),
  }
}
