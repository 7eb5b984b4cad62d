import type { AccountKind } from '#app/domain/ledger/account-kind.ts'
import { readAccountCode } from '#app/domain/ledger/account-kind.ts'
import type { Period } from '#app/domain/ledger/period.ts'
import { isBalanced, trialColumns, type TrialColumns, trialTotals } from '#app/domain/ledger/statement.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { accountName, type AccountName, accountOwner, type OwnerText } from './account-name.server.ts'
import { onePicture } from './one-picture.server.ts'
import { linesOfBody, moved, standsAt } from './posted-lines.ts'
import type { Part } from './statement.server.ts'

/** Fen as text. */
export type ColumnsText = Record<keyof TrialColumns, string>
export type TrialRow = ColumnsText & {
  account: AccountName
  ownerId: string
  /** Of a contract: its project. */
  projectId: string | null
}
export type TrialBalance = {
  rows: TrialRow[]
  totals: ColumnsText
  isBalanced: boolean
  accountCount: number
  /** What was held at the end of the last day, on the body's own accounts. */
  heldFen: string
  firstDay: string | null
  nextCursor: string | null
}

type Sums = { code: string; opening: string; debit: string; credit: string }
type Whole = { heldFen: string; firstDay: string | null }
type Named = { code: string; owner: OwnerText; projectId: string | null }

const pageSize = 50
const accountOrder = [
  'gov',
  'donor',
  'fund',
  'appeal',
  'call',
  'award',
  'clawback',
  'org',
] as const satisfies readonly AccountKind[]

/**
 * Every account of a body that had a balance or a movement, with what organizations received of it: the six columns of a trial
 * balance, whose debits are its credits. Sums are read of all accounts, since the foot is of all; names only of those shown.
 */
export async function readTrialBalance(
  { db, locale }: Context,
  bodyId: string,
  { from, to }: Period,
  part: Part,
): Promise<TrialBalance> {
  const lines = linesOfBody(bodyId)
  const [sums, [whole]] = await onePicture(
    db,
    async (tx) =>
      [
        await tx.$queryRaw<Sums[]>`
        WITH l AS (${lines}), sums AS (
          SELECT l.code, coalesce(sum(l.amount) FILTER (WHERE l.effective_on < ${from}::date), 0) AS opening,
            coalesce(sum(greatest(l.amount, 0)) FILTER (WHERE l.effective_on >= ${from}::date), 0) AS debit,
            coalesce(sum(greatest(-l.amount, 0)) FILTER (WHERE l.effective_on >= ${from}::date), 0) AS credit
          FROM l WHERE ${moved} AND l.effective_on <= ${to}::date GROUP BY l.code)
        SELECT code, opening::text, debit::text, credit::text FROM sums WHERE opening <> 0 OR debit <> 0 OR credit <> 0
        ORDER BY array_position(${accountOrder}::text[], split_part(code, ':', 1)), code COLLATE "C"`,
        await tx.$queryRaw<Whole[]>`
        WITH l AS (${lines})
        SELECT coalesce(sum(l.amount) FILTER (WHERE l.amount > 0 AND ${standsAt(to)}), 0)::text AS "heldFen",
          min(l.effective_on)::text AS "firstDay"
        FROM l`,
      ] as const,
  )
  const accounts = sums.map(({ code, opening, debit, credit }) => ({
    code,
    openingFen: BigInt(opening),
    debitFen: BigInt(debit),
    creditFen: BigInt(credit),
  }))
  const start = part === 'all' ? 0 : accounts.findIndex(({ code }) => code === part.after) + 1
  const shown = part === 'all' ? accounts : accounts.slice(start, start + pageSize)
  const named = await namesOf(
    db,
    shown.map(({ code }) => code),
  )
  const totals = trialTotals(accounts)
  return {
    rows: shown.map((account) => ({
      ...asText(trialColumns(account)),
      account: accountName(account.code, named.get(account.code)?.owner ?? null, locale),
      ownerId: readAccountCode(account.code).ownerId,
      projectId: named.get(account.code)?.projectId ?? null,
    })),
    totals: asText(totals),
    isBalanced: isBalanced(totals),
    accountCount: accounts.length,
    heldFen: whole?.heldFen ?? '0',
    firstDay: whole?.firstDay ?? null,
    nextCursor: start + shown.length < accounts.length ? (shown.at(-1)?.code ?? null) : null,
  }
}

async function namesOf(db: Context['db'], codes: readonly string[]): Promise<Map<string, Named>> {
  const rows = await db.$queryRaw<Named[]>`
    SELECT a.code, ${accountOwner} AS owner, CASE WHEN split_part(a.code, ':', 1) = 'award'
      THEN (SELECT id FROM project WHERE award_id = split_part(a.code, ':', 2)::uuid) END AS "projectId"
    FROM ledger_account a WHERE a.code = ANY (${codes}::text[])`
  return new Map(rows.map((row) => [row.code, row]))
}

const asText = (columns: TrialColumns): ColumnsText =>
  Object.fromEntries(Object.entries(columns).map(([name, fen]) => [name, fen.toString()])) as ColumnsText
