import { readIdCursor } from '#app/domain/shared/cursor.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import type { MoneyView } from '#app/services/project/queries/money.ts'
import { type AppealRow, appealsFor } from '#app/services/appeal/queries/public-appeals.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readAll, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readYearBudget, type YearBudget } from '#app/services/fund-year/queries/year-page.server.ts'
import { sharesOf, type ShareView, yearsOf, type YearView } from './fund.server.ts'

export type PublicFundRow = {
  id: string
  name: string
  bodyName: string
  shares: { source: string; weight: number }[]
  money: MoneyView
}
export type PublicFunds = { funds: PublicFundRow[]; nextCursor: string | undefined }

/** A fund's money, read off the ledger: `left` is promised by contract and not yet paid, `held` the accepted part of it. Fen as text. */
export const moneyOf = (fundId: Prisma.Sql) => Prisma.sql`(
  SELECT jsonb_build_object('appropriatedFen', (SELECT coalesce(sum(amount_fen), 0)::text FROM appropriation WHERE fund_id = ${fundId}),
    'committedFen', coalesce(sum(l.posted_credit), 0)::text, 'heldFen', coalesce(sum(l.pending_debit), 0)::text,
    'releasedFen', coalesce(sum(l.posted_debit), 0)::text, 'leftFen', coalesce(sum(l.posted_credit - l.posted_debit), 0)::text,
    'spentFen', coalesce(sum(s.spent_fen + s.kept_fen), 0)::text, 'returnedFen', coalesce(sum(s.returned_fen), 0)::text)
  FROM call c JOIN award w ON w.call_id = c.id
    CROSS JOIN LATERAL award_total(w.id) l
    LEFT JOIN project p ON p.award_id = w.id LEFT JOIN settlement s ON s.project_id = p.id
  WHERE c.fund_id = ${fundId})`

const pageSize = 20

/** Every body's funds, the newest first; one statement. */
export async function listPublicFunds({ db, locale }: Context, after: string | null): Promise<PublicFunds> {
  const from = readIdCursor(after)
  const rows = await db.$queryRaw<PublicFundRow[]>`
    SELECT f.id, f.name, CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName",
      (SELECT jsonb_agg(jsonb_build_object('source', s.source, 'weight', s.weight) ORDER BY s.source) FROM fund_share s WHERE s.fund_id = f.id) AS shares,
      ${moneyOf(Prisma.sql`f.id`)} AS money
    FROM fund f JOIN body b ON b.id = f.body_id
    WHERE ${from === undefined ? Prisma.sql`TRUE` : Prisma.sql`f.id < ${from}::uuid`} ORDER BY f.id DESC LIMIT ${atMost(pageSize + 1)}`
  const funds = rows.slice(0, pageSize)
  return { funds, nextCursor: rows.length > pageSize ? funds.at(-1)?.id : undefined }
}

export type PublicFund = PublicFundRow & {
  purpose: string
  fields: string[]
  instruments: string[]
  uses: string[]
  /** Not set aside for any call. */
  availableFen: string
  /** Set aside for calls and not yet promised by contract. */
  inCallsFen: string
  shares: ShareView[]
  years: YearView[]
  appeals: AppealRow[]
  /** The newest year with a plan or money, held against its plan. */
  budget: YearBudget | null
  calls: {
    callNo: string
    title: string
    state: CallState
    isClosed: boolean
    isSuspended: boolean
    allocatedFen: string
  }[]
  projects: { projectNo: string; title: string; organizationName: string; committedFen: string; releasedFen: string }[]
}

const rowsShown = 50

/** What anyone may know of a fund: from what was appropriated to what was spent. Two statements; null when there is none. */
export async function readPublicFund(ctx: Context, id: string): Promise<PublicFund | null> {
  const { rows, ...read } = await readAll(ctx.db, {
    rows: reading<{ page: Omit<PublicFund, 'availableFen' | 'shares' | 'years' | 'budget' | 'appeals'> }>(Prisma.sql`
      SELECT jsonb_build_object('id', f.id, 'name', f.name, 'purpose', f.purpose, 'fields', f.fields, 'instruments', f.instruments, 'uses', f.uses,
        'bodyName', CASE WHEN ${ctx.locale} = 'en' THEN b.name_en ELSE b.name_zh END, 'money', ${moneyOf(Prisma.sql`f.id`)},
        'inCallsFen', (SELECT coalesce(sum(l.posted_credit - l.posted_debit), 0)::text FROM call c
          CROSS JOIN LATERAL ledger_total('call:' || c.id || ':budget') l WHERE c.fund_id = f.id),
        'calls', (SELECT coalesce(jsonb_agg(x.row ORDER BY x.id DESC), '[]') FROM (
          SELECT c.id, jsonb_build_object('callNo', c.call_no, 'title', c.title, 'state', c.state,
            'isClosed', c.bid_deadline_at <= ${ctx.now}::timestamptz, 'isSuspended', c.suspended_at IS NOT NULL, 'allocatedFen', c.budget_fen::text) AS row
          FROM public_call c WHERE c.fund_id = f.id ORDER BY c.id DESC LIMIT ${atMost(rowsShown)}) x),
        'projects', (SELECT coalesce(jsonb_agg(x.row ORDER BY x.id DESC), '[]') FROM (
          SELECT p.id, jsonb_build_object('projectNo', p.project_no, 'title', p.title, 'organizationName', o.name, 'committedFen', award_sum(p.award_id)::text,
            'releasedFen', (SELECT coalesce(sum(t.amount_fen), 0)::text FROM tranche t WHERE t.project_id = p.id AND t.state = 'RELEASED')) AS row
          FROM project p JOIN call c ON c.id = p.call_id JOIN organization o ON o.id = p.organization_id
            JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL
          WHERE c.fund_id = f.id ORDER BY p.id DESC LIMIT ${atMost(rowsShown)}) x)) AS page
      FROM fund f JOIN body b ON b.id = f.body_id WHERE f.id = ${id}::uuid`),
    shares: sharesOf(id),
    years: yearsOf(id),
    appeals: appealsFor(ctx, { fundId: id }),
  })
  const page = rows[0]?.page
  if (page === undefined) return null
  const availableFen = read.shares.reduce((sum, share) => sum + BigInt(share.availableFen), 0n)
  const [newest] = read.years
  const budget = newest === undefined ? null : (await readYearBudget(ctx, id, newest.year)).budget
  return { ...page, ...read, budget, availableFen: availableFen.toString() }
}
