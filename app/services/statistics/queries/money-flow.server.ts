import type { FundSource } from '#app/domain/ledger/schema.ts'
import {
  flowGraph,
  type FlowKey,
  type Holder,
  moneyFigures,
  type Move,
  type Spending,
} from '#app/domain/statistics/money-flow.ts'
import { type Period, periodOf } from '#app/domain/statistics/period.ts'
import { onePicture } from '#app/services/ledger/queries/one-picture.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { slowFigures, type Told } from '#app/services/shared/slow-figures.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The sums of one fund, or of all, fen as text. */
export type FundSums = {
  appropriatedFen: string
  allocatedFen: string
  committedFen: string
  releasedFen: string
  spentFen: string
  returnedFen: string
}
export type FundRow = FundSums & { id: string; name: string; bodyName: string }
export type MoneyPicture = {
  /** Null: all years. */
  year: number | null
  years: number[]
  fund: { id: string; name: string } | null
  sums: FundSums
  nodes: { key: FlowKey; column: number; fen: string }[]
  links: { from: FlowKey; to: FlowKey; fen: string }[]
  /** Gone to calls and contracts and come back in the same period: the picture shows the difference. */
  cameBackFen: { calls: string; contracts: string }
  /** Every fund with money in the period, the largest first. */
  funds: FundRow[]
}

type MoveRow = { fundId: string; from: Holder; to: Holder; source: FundSource | null; before: bigint; during: bigint }
type SpendingRow = { fundId: string } & Spending
type FundName = { id: string; name: string; bodyName: string; years: number[] }

const ofFund = (column: Prisma.Sql, fundId: string | null) =>
  fundId === null ? Prisma.sql`${column} IS NOT NULL` : Prisma.sql`${column} = ${fundId}::uuid`

/** Every entry moves money from one kind of account to one other; whose fund it was follows from the accounts. */
const readMoves = (tx: Tx, { from, until }: Period, fundId: string | null) => tx.$queryRaw<MoveRow[]>`
  WITH account AS (
    SELECT a.id, split_part(a.code, ':', 1) AS holder, CASE split_part(a.code, ':', 1)
      WHEN 'fund' THEN split_part(a.code, ':', 2)::uuid
      WHEN 'call' THEN (SELECT c.fund_id FROM call c WHERE c.id = split_part(a.code, ':', 2)::uuid)
      WHEN 'award' THEN (SELECT c.fund_id FROM award w JOIN call c ON c.id = w.call_id WHERE w.id = split_part(a.code, ':', 2)::uuid)
      WHEN 'clawback' THEN (SELECT c.fund_id FROM award w JOIN call c ON c.id = w.call_id WHERE w.id = split_part(a.code, ':', 2)::uuid)
    END AS fund_id FROM ledger_account a),
  entry AS (
    SELECT e.id, e.effective_on, max(a.holder) FILTER (WHERE p.amount > 0) AS debited, max(a.holder) FILTER (WHERE p.amount < 0) AS credited,
      max(a.fund_id::text)::uuid AS fund_id, sum(p.amount) FILTER (WHERE p.amount > 0) AS fen
    FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN account a ON a.id = p.account_id
    WHERE e.phase IN ('posted', 'settle') AND e.effective_on < ${until}::date GROUP BY e.id)
  SELECT e.fund_id AS "fundId", e.debited AS "from", e.credited AS "to", s.source::text AS source,
    coalesce(sum(e.fen) FILTER (WHERE e.effective_on < ${from}::date), 0)::bigint AS before,
    coalesce(sum(e.fen) FILTER (WHERE e.effective_on >= ${from}::date), 0)::bigint AS during
  FROM entry e LEFT JOIN appropriation s ON s.entry_id = e.id
  WHERE ${ofFund(Prisma.sql`e.fund_id`, fundId)} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`

/** As settlement has it today, at the beginning and at the end of the period: vouchers count from the day they were certified. */
const readSpending = (tx: Tx, { from, until }: Period, fundId: string | null) => tx.$queryRaw<SpendingRow[]>`
  WITH standing AS (
    SELECT c.fund_id, d.day, x.paid, x.back, least(x.claimed, x.paid - x.back) AS spent, u.unspent
    FROM project p JOIN call c ON c.id = p.call_id JOIN unspent_rule u ON u.project_id = p.id CROSS JOIN (VALUES (${from}::date), (${until}::date)) d (day)
      CROSS JOIN LATERAL (SELECT
        (SELECT coalesce(sum(t.amount_fen), 0) FROM tranche t WHERE t.project_id = p.id AND t.state = 'RELEASED'
          AND (t.released_at AT TIME ZONE 'Asia/Shanghai')::date < d.day) AS paid,
        (SELECT coalesce(sum(e.amount_fen), 0) FROM expense e JOIN expense_batch b ON b.id = e.batch_id WHERE e.project_id = p.id
          AND b.state = 'CERTIFIED' AND e.state <> 'DISALLOWED' AND (b.certified_at AT TIME ZONE 'Asia/Shanghai')::date < d.day) AS claimed,
        (SELECT coalesce(sum(s.amount_fen), 0) FROM clawback k JOIN clawback_settlement s ON s.clawback_id = k.id
          JOIN ledger_entry l ON l.id = s.entry_id WHERE k.project_id = p.id AND l.effective_on < d.day) AS back) x
    WHERE ${ofFund(Prisma.sql`c.fund_id`, fundId)})
  SELECT fund_id AS "fundId", coalesce(sum(spent) FILTER (WHERE day = ${from}::date), 0)::bigint AS "spentBefore",
    coalesce(sum(spent) FILTER (WHERE day = ${until}::date), 0)::bigint AS "spentAfter",
    coalesce(sum(paid - back - spent) FILTER (WHERE day = ${from}::date AND unspent = 'KEEP'), 0)::bigint AS "keptBefore",
    coalesce(sum(paid - back - spent) FILTER (WHERE day = ${until}::date AND unspent = 'KEEP'), 0)::bigint AS "keptAfter"
  FROM standing GROUP BY fund_id`

const readFunds = (tx: Tx, locale: Context['locale'], fundId: string | null) => tx.$queryRaw<FundName[]>`
  SELECT f.id, f.name, CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName",
    (SELECT coalesce(array_agg(DISTINCT extract(year FROM e.effective_on)::int), '{}') FROM ledger_entry e) AS years
  FROM fund f JOIN body b ON b.id = f.body_id WHERE ${ofFund(Prisma.sql`f.id`, fundId)} ORDER BY f.id`

/** All the same moves: of one fund, or of all. */
const figuresOf = (moves: readonly MoveRow[], spending: readonly SpendingRow[]) => {
  const sum = (key: keyof Spending) => spending.reduce((total, row) => total + row[key], 0n)
  return moneyFigures(
    moves.map(({ from, to, source, before, during }): Move => ({
      from,
      to,
      source,
      beforeFen: before,
      duringFen: during,
    })),
    {
      spentBefore: sum('spentBefore'),
      spentAfter: sum('spentAfter'),
      keptBefore: sum('keptBefore'),
      keptAfter: sum('keptAfter'),
    },
  )
}
type Figures = ReturnType<typeof figuresOf>

const sumsOf = (figures: Figures): FundSums => ({
  appropriatedFen: figures.sources.reduce((sum, { fen }) => sum + fen, 0n).toString(),
  allocatedFen: (figures.allocated - figures.unallocated).toString(),
  committedFen: (figures.committed - figures.uncommitted).toString(),
  releasedFen: figures.released.toString(),
  spentFen: (figures.spent + figures.kept).toString(),
  returnedFen: (figures.returned + figures.lapsed).toString(),
})

/**
 * Where public money went, from the source to the voucher: of all funds or of one, in a year or since the beginning. Amounts are ledger
 * entries by the day they count for, and recognized vouchers. Three statements of one picture; null for a fund that is not.
 */
export const readMoneyPicture = (ctx: Context, of: Pictured): Promise<Told<MoneyPicture> | null> =>
  slowFigures(ctx, `money ${String(of.year)} ${String(of.fundId)} ${ctx.locale}`, () => sumMoney(ctx, of))

/** Null: all years, all funds. */
type Pictured = { year: number | null; fundId: string | null }

async function sumMoney({ db, locale }: Context, { year, fundId }: Pictured): Promise<MoneyPicture | null> {
  const period = periodOf(year)
  const [moves, spending, funds] = await onePicture(
    db,
    async (tx) =>
      [
        await readMoves(tx, period, fundId),
        await readSpending(tx, period, fundId),
        await readFunds(tx, locale, fundId),
      ] as const,
  )
  const [first] = funds
  if (fundId !== null && first === undefined) return null
  const figures = figuresOf(moves, spending)
  const { nodes, links } = flowGraph(figures)
  const rows = funds.map(({ id, name, bodyName }): FundRow => {
    const ownMoves = moves.filter((move) => move.fundId === id)
    return {
      id,
      name,
      bodyName,
      ...sumsOf(
        figuresOf(
          ownMoves,
          spending.filter((row) => row.fundId === id),
        ),
      ),
    }
  })
  const hasMoney = ({ appropriatedFen, allocatedFen, committedFen, releasedFen, spentFen, returnedFen }: FundRow) =>
    [appropriatedFen, allocatedFen, committedFen, releasedFen, spentFen, returnedFen].some((fen) => fen !== '0')
  return {
    year,
    years: (first?.years ?? []).toSorted((a, b) => b - a),
    fund: fundId === null || first === undefined ? null : { id: first.id, name: first.name },
    sums: sumsOf(figures),
    nodes: nodes.map(({ fen, ...node }) => ({ ...node, fen: fen.toString() })),
    links: links.map(({ fen, ...link }) => ({ ...link, fen: fen.toString() })),
    cameBackFen: { calls: figures.unallocated.toString(), contracts: figures.uncommitted.toString() },
    funds: rows.filter(hasMoney).toSorted((a, b) => Number(BigInt(b.appropriatedFen) - BigInt(a.appropriatedFen))),
  }
}
