import type { CallState } from '#app/domain/call/lifecycle.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
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
  allocatedFen: string
  committedFen: string
}
export type FundPage = {
  id: string
  name: string
  source: string
  purpose: string
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
  const [account, lines, calls] = await Promise.all([
    ctx.db.ledgerAccount.findUnique({ where: { code } }),
    ctx.db.$queryRaw<(Omit<StatementLine, 'other'> & { otherCode: string; owner: OwnerText })[]>`
      SELECT s.seq::text, s.kind, s.effective_on::text AS "effectiveOn", s.memo, s.amount::text AS "amountFen", s.balance::text AS "balanceFen",
        a.code AS "otherCode", ${accountOwner} AS owner
      FROM (
        SELECT e.id, e.seq, e.kind, e.effective_on, e.memo, -sum(p.amount) AS amount,
          sum(-sum(p.amount)) OVER (ORDER BY e.seq) AS balance
        FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id JOIN ledger_account f ON f.id = p.account_id
        WHERE f.code = ${code} GROUP BY e.id
      ) s JOIN LATERAL (
        SELECT a.code FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
        WHERE p.entry_id = s.id AND a.code <> ${code} ORDER BY p.line LIMIT 1
      ) a ON TRUE
      WHERE ${before}::bigint IS NULL OR s.seq < ${before}::bigint ORDER BY s.seq DESC LIMIT ${pageSize + 1}`,
    ctx.db.$queryRaw<FinancedCall[]>`
      SELECT c.id, c.call_no AS "callNo", c.title, c.state::text AS state,
        c.bid_deadline_at <= ${ctx.now}::timestamptz AS "isClosed", c.suspended_at IS NOT NULL AS "isSuspended", coalesce(l.posted_credit, 0)::text AS "allocatedFen",
        coalesce(l.posted_debit, 0)::text AS "committedFen"
      FROM call c LEFT JOIN ledger_account l ON l.code = 'call:' || c.id || ':budget'
      WHERE c.fund_id = ${fund.id}::uuid AND c.state NOT IN ('DRAFT', 'SUBMITTED') ORDER BY c.id DESC LIMIT 100`,
  ])
  const shown = lines.slice(0, pageSize)
  const credit = account?.postedCredit ?? 0n
  const debit = account?.postedDebit ?? 0n
  return {
    id: fund.id,
    name: fund.name,
    source: fund.source,
    purpose: fund.purpose,
    bodyName: ctx.locale === 'en' ? fund.body.nameEn : fund.body.nameZh,
    appropriatedFen: credit.toString(),
    allocatedFen: debit.toString(),
    availableFen: (credit - debit - (account?.pendingDebit ?? 0n)).toString(),
    lines: shown.map(({ otherCode, owner, ...line }) => ({
      ...line,
      other: accountName(otherCode, owner, ctx.locale),
    })),
    nextCursor: lines.length > pageSize ? shown.at(-1)?.seq : undefined,
    calls,
  }
}
