import type { CallState } from '#app/domain/call/lifecycle.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { accountName, type AccountName, accountOwner, type OwnerText } from './account-name.server.ts'

export type StatementLine = {
  seq: string
  kind: string
  /** The day it counts for, as in the ledger. */
  effectiveOn: string
  memo: string
  /** Signed, fen: what came in is positive. */
  amountFen: string
  balanceFen: string
  other: AccountName
}
export type FinancedCall = {
  id: string
  callNo: string | null
  title: string
  state: CallState
  isClosed: boolean
  isSuspended: boolean
  /** Set aside for it now: what went back to the fund, its rest or all of it, is no longer in it. */
  allocatedFen: string
  /** What its awards promise; what goes back to the fund is not promised to anybody. */
  committedFen: string
}
/** One source's money in the fund; `returnedFen` went back to the treasury when years were closed. */
export type ShareView = {
  source: string
  weight: number
  appropriatedFen: string
  returnedFen: string
  availableFen: string
}
/** What a year's budget gave, source by source. */
export type YearView = { year: number; amounts: { source: string; amountFen: string; documentNo: string }[] }
export type FundPage = {
  id: string
  name: string
  shares: ShareView[]
  years: YearView[]
  purpose: string
  fields: string[]
  instruments: string[]
  uses: string[]
  bodyName: string
  appropriatedFen: string
  allocatedFen: string
  availableFen: string
  lines: StatementLine[]
  nextCursor: string | undefined
  calls: FinancedCall[]
}

const pageSize = 20

/** A fund's statement, newest entry first, each with the balance after it, and the calls it pays for. Null when it is not the reader's. */
export async function readFund(ctx: Context, fundId: string, after: string | null): Promise<FundPage | null> {
  const fund = await ctx.db.fund.findUnique({ where: { id: fundId }, include: { body: true } })
  if (fund === null || !may(ledgerPolicy, 'readFunds', ctx.actor, fund)) return null
  const code = `fund:${fund.id}:available`
  const before = after !== null && /^\d{1,18}$/.test(after) ? BigInt(after) : null
  const [shares, years, lines, calls] = await Promise.all([
    readOne(ctx.db, sharesOf(fund.id)),
    readOne(ctx.db, yearsOf(fund.id)),
    ctx.db.$queryRaw<(Omit<StatementLine, 'other'> & { otherCode: string; owner: OwnerText })[]>`
      SELECT s.seq::text, s.kind, s.effective_on::text AS "effectiveOn", s.memo, s.amount::text AS "amountFen", s.balance::text AS "balanceFen",
        a.code AS "otherCode", ${accountOwner} AS owner
      FROM (
        SELECT e.id, e.seq, e.kind, e.effective_on, e.memo, -sum(p.amount) AS amount,
          sum(-sum(p.amount)) OVER (ORDER BY e.seq) AS balance
        FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id JOIN ledger_account f ON f.id = p.account_id
        WHERE ledger_base(f.code) = ${code} GROUP BY e.id
      ) s JOIN LATERAL (
        SELECT a.code FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
        WHERE p.entry_id = s.id AND ledger_base(a.code) <> ${code} ORDER BY p.line LIMIT 1
      ) a ON TRUE
      WHERE ${before}::bigint IS NULL OR s.seq < ${before}::bigint ORDER BY s.seq DESC LIMIT ${atMost(pageSize + 1)}`,
    ctx.db.$queryRaw<FinancedCall[]>`
      SELECT c.id, c.call_no AS "callNo", c.title, c.state::text AS state,
        c.bid_deadline_at <= ${ctx.now}::timestamptz AS "isClosed", c.suspended_at IS NOT NULL AS "isSuspended",
        (l.posted_credit - l.posted_debit + w.committed)::text AS "allocatedFen", w.committed::text AS "committedFen"
      FROM call c CROSS JOIN LATERAL ledger_total('call:' || c.id || ':budget') l
        CROSS JOIN LATERAL (SELECT coalesce(sum(m.posted_credit), 0) AS committed FROM award a CROSS JOIN LATERAL award_total(a.id) m
          WHERE a.call_id = c.id) w
      WHERE c.fund_id = ${fund.id}::uuid AND c.state NOT IN ('DRAFT', 'SUBMITTED') ORDER BY c.id DESC LIMIT 100`,
  ])
  const shown = lines.slice(0, pageSize)
  const sumOf = (figure: 'appropriatedFen' | 'availableFen' | 'returnedFen') =>
    shares.reduce((sum, share) => sum + BigInt(share[figure]), 0n)
  const [credit, left] = [sumOf('appropriatedFen'), sumOf('availableFen')]
  return {
    id: fund.id,
    name: fund.name,
    shares,
    years,
    purpose: fund.purpose,
    fields: fund.fields,
    instruments: fund.instruments,
    uses: fund.uses,
    bodyName: ctx.locale === 'en' ? fund.body.nameEn : fund.body.nameZh,
    appropriatedFen: credit.toString(),
    allocatedFen: (credit - left - sumOf('returnedFen')).toString(),
    availableFen: left.toString(),
    lines: shown.map(({ otherCode, owner, ...line }) => ({
      ...line,
      other: accountName(otherCode, owner, ctx.locale),
    })),
    nextCursor: lines.length > pageSize ? shown.at(-1)?.seq : undefined,
    calls,
  }
}

/** Each source of the fund with what its own accounts say. */
export const sharesOf = (fundId: string): Reading<ShareView[]> =>
  reading<ShareView>(Prisma.sql`
    SELECT s.source::text AS source, s.weight,
      (SELECT coalesce(sum(m.amount_fen), 0)::text FROM appropriation m WHERE m.fund_id = s.fund_id AND m.source = s.source) AS "appropriatedFen",
      coalesce((SELECT sum(p.amount) FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id AND e.kind = 'lapse' WHERE p.account_id = a.id), 0)::text AS "returnedFen",
      coalesce(a.posted_credit - a.posted_debit - a.pending_debit, 0)::text AS "availableFen"
    FROM fund_share s LEFT JOIN ledger_account a ON ledger_base(a.code) = 'fund:' || s.fund_id || ':available' AND ledger_part(a.code) = s.part
    WHERE s.fund_id = ${fundId}::uuid ORDER BY s.source`)

/** What was appropriated, the newest year first. */
export const yearsOf = (fundId: string): Reading<YearView[]> =>
  reading<YearView>(Prisma.sql`
    SELECT year::int AS year, jsonb_agg(jsonb_build_object('source', source, 'amountFen', amount_fen::text, 'documentNo', document_no)
      ORDER BY source, made_at, id) AS amounts
    FROM appropriation WHERE fund_id = ${fundId}::uuid GROUP BY year ORDER BY year DESC`)
