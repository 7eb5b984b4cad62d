import type { MoneyView } from '#app/services/project/queries/money.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { slowFigures, type Told } from '#app/services/shared/slow-figures.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Place = { code: string; name: string }
export type DistrictPart = Place & { projects: number; money: MoneyView }
export type District = {
  /** Null: everywhere. */
  here: Place | null
  /** The places it lies in, the greatest first. */
  within: Place[]
  projects: number
  organizations: number
  money: MoneyView
  /** The places in it where there is money, the most first. */
  parts: DistrictPart[]
  /** What lies in none of its parts; null where there is nothing, or no parts. */
  own: Omit<DistrictPart, keyof Place> | null
}

type Row = {
  code: string | null
  name: string | null
  projects: number
  organizations: string[]
} & { [K in keyof Required<MoneyView>]: string }

const sums = [
  'appropriatedFen',
  'committedFen',
  'heldFen',
  'releasedFen',
  'leftFen',
  'spentFen',
  'returnedFen',
] as const

const moneyOf = (rows: readonly Row[]): MoneyView => {
  const sum = (key: (typeof sums)[number]) => rows.reduce((total, row) => total + BigInt(row[key]), 0n).toString()
  return Object.fromEntries(sums.map((key) => [key, sum(key)])) as Required<MoneyView>
}

const ownOf = (rows: readonly Row[]): District['own'] => {
  const own = rows.find(({ code }) => code === null)
  return own === undefined || rows.length === 1 ? null : { projects: own.projects, money: moneyOf([own]) }
}

/**
 * What public money went to a place and everything below it, from the budgets of its calls to what was spent: read off the ledger and the
 * recognized vouchers. Two statements; null for a place that is not.
 */
export const readDistrict = (ctx: Context, code: string | null): Promise<Told<District> | null> =>
  slowFigures(ctx, `district ${code ?? ''} ${ctx.locale}`, () => sumDistrict(ctx, code))

async function sumDistrict({ db, locale }: Context, code: string | null): Promise<District | null> {
  const name = Prisma.raw(locale === 'en' ? 'name_en' : 'name_zh')
  const [places, rows] = await Promise.all([
    code === null
      ? []
      : db.$queryRaw<Place[]>`
          SELECT a.code, a.${name} AS name FROM region r JOIN region a ON r.path = a.path OR r.path LIKE a.path || '/%'
          WHERE r.code = ${code} ORDER BY length(a.path)`,
    db.$queryRaw<Row[]>`
      WITH here AS (SELECT id, path FROM region WHERE code = ${code} UNION ALL SELECT NULL, NULL WHERE ${code}::text IS NULL),
      place AS (SELECT r.id, coalesce(c.code, '') AS part FROM here h JOIN region r ON h.path IS NULL OR r.path = h.path OR r.path LIKE h.path || '/%'
        LEFT JOIN region c ON c.parent_id IS NOT DISTINCT FROM h.id AND (r.path = c.path OR r.path LIKE c.path || '/%')),
      budget AS (SELECT x.part, sum(l.posted_credit) AS fen FROM public_call c JOIN place x ON x.id = c.region_id
        CROSS JOIN LATERAL call_total(c.id) l GROUP BY x.part),
      funded AS (SELECT x.part, count(*)::int AS projects, array_agg(DISTINCT p.organization_id) AS organizations,
          sum(l.posted_credit) AS committed, sum(l.pending_debit) AS held, sum(l.posted_debit) AS released,
          sum(s.spent_fen + s.kept_fen) AS spent, sum(s.returned_fen) AS returned
        FROM project p JOIN place x ON x.id = p.region_id JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL
          CROSS JOIN LATERAL award_total(p.award_id) l
          JOIN settlement s ON s.project_id = p.id
        GROUP BY x.part)
      SELECT c.code, c.${name} AS name, coalesce(f.projects, 0) AS projects, coalesce(f.organizations, '{}')::text[] AS organizations,
        coalesce(b.fen, 0)::text AS "appropriatedFen", coalesce(f.committed, 0)::text AS "committedFen", coalesce(f.held, 0)::text AS "heldFen",
        coalesce(f.released, 0)::text AS "releasedFen", (coalesce(f.committed, 0) - coalesce(f.released, 0))::text AS "leftFen",
        coalesce(f.spent, 0)::text AS "spentFen", coalesce(f.returned, 0)::text AS "returnedFen"
      FROM budget b FULL JOIN funded f ON f.part = b.part LEFT JOIN region c ON c.code = coalesce(b.part, f.part)
      ORDER BY coalesce(f.committed, 0) DESC, c.code`,
  ])
  const here = places.at(-1)
  if (code !== null && here === undefined) return null
  return {
    here: here ?? null,
    within: places.slice(0, -1),
    projects: rows.reduce((sum, row) => sum + row.projects, 0),
    organizations: new Set(rows.flatMap((row) => row.organizations)).size,
    money: moneyOf(rows),
    own: ownOf(rows),
    parts: rows.flatMap((row) =>
      row.code === null || row.name === null
        ? []
        : [{ code: row.code, name: row.name, projects: row.projects, money: moneyOf([row]) }],
    ),
  }
}
