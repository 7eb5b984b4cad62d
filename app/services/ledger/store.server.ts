import { randomUUID } from 'node:crypto'
import { type EntryKind, type EntryPhase, type Line, transferParts } from '#app/domain/ledger/accounts.ts'
import { type Part, splitByLeft, splitByShares } from '#app/domain/ledger/split.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { type Appropriation, Prisma } from '#prisma/generated/client.ts'

export type NewEntry = {
  /** One per business event, such as `milestone.accepted:<id>`: a retry posts nothing new and returns the first entry's id. */
  key: string
  kind: EntryKind
  phase: EntryPhase
  lines: readonly Line[]
  /** The pending entry that a settle or a void ends. */
  resolves?: string
  reverses?: string
  memo?: string
}

/** Writes one balanced entry through ledger_post(), in the caller's transaction, and returns its id. Accounts are opened when new. */
export async function postEntry(tx: Tx, ctx: Context, entry: NewEntry): Promise<string> {
  // What is resolved was posted to the same accounts: they are open.
  const codes = entry.resolves === undefined ? [...new Set(entry.lines.map((line) => line.account))].sort() : []
  for (const code of codes) await tx.$queryRaw`SELECT ledger_open_account(${code})::text AS opened`
  const lines = JSON.stringify(entry.lines.map(({ account, amount }) => ({ account, amount: amount.toString() })))
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT ledger_post(${randomUUID()}::uuid, ${entry.key}, ${entry.kind}, ${entry.phase}, ${dayOf(ctx.now)}::date, ${lines}::jsonb,
      ${entry.resolves ?? null}::uuid, ${entry.reverses ?? null}::uuid, ${ctx.actor.accountId ?? null}::uuid, ${entry.memo ?? ''}) AS id`
  if (row === undefined) throw new Error('ledger_post returned nothing')
  return row.id
}

/** What an account (credit side) can still spend, source by source: posted, less what is held. Empty when it was never opened. */
async function leftOf(tx: Tx, code: string): Promise<Part[]> {
  const rows = await tx.$queryRaw<{ part: string; left: bigint }[]>`
    SELECT ledger_part(code) AS part, posted_credit - posted_debit - pending_debit AS left
    FROM ledger_account WHERE ledger_base(code) = ${code} ORDER BY code`
  return rows.map(({ part, left }) => ({ part, amountFen: toFen(left) }))
}

/** What an account can still spend of all sources together, in fen; undefined when it was never opened. */
export async function availableFen(tx: Tx, code: string): Promise<bigint | undefined> {
  const left = await leftOf(tx, code)
  return left.length === 0 ? undefined : left.reduce((sum, { amountFen }) => sum + amountFen, 0n)
}

/** The same as text, 0 of what was never opened; in the statement of a page. */
export const leftIn = (code: string): Reading<string> =>
  reading(
    Prisma.sql`
    SELECT coalesce(sum(posted_credit - posted_debit - pending_debit), 0)::text AS fen FROM ledger_account WHERE ledger_base(code) = ${code}`,
    ([row]: { fen: string }[]) => row?.fen ?? '0',
  )

/** The most a fund can set aside with every source giving its share, in fen. */
export async function spendableFen(tx: Tx, fundId: string): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ fen: bigint }[]>`SELECT fund_spendable(${fundId}::uuid) AS fen`
  return row?.fen ?? 0n
}

/** Lines that draw an amount from an account, each source in proportion to what it still has there. */
export const drawLines = async (tx: Tx, from: string, to: string, amountFen: bigint): Promise<Line[]> =>
  transferParts(from, to, splitByLeft(amountFen, await leftOf(tx, from)))

/** Lines by which a fund's sources give an amount, each its share. */
export async function shareLines(tx: Tx, fundId: string, from: string, to: string, amountFen: bigint): Promise<Line[]> {
  const shares = await tx.fundShare.findMany({ where: { fundId }, orderBy: { source: 'asc' } })
  return transferParts(from, to, splitByShares(amountFen, shares))
}

/** The document behind an entry that put money at a fund's disposal: PostgreSQL compares the two. */
export const documentAppropriation = (
  tx: Tx,
  ctx: Context,
  data: Pick<Appropriation, 'fundId' | 'source' | 'year' | 'amountFen' | 'documentNo' | 'entryId'>,
): Promise<{ id: string }> =>
  tx.appropriation.create({
    data: { ...data, madeById: ctx.actor.accountId ?? null, madeAt: ctx.now },
    select: { id: true },
  })

/** The lines of an entry as they stand: what settles or lifts a hold repeats them, what reverses an entry turns them round. */
export async function linesOf(tx: Tx, entryId: string): Promise<Line[]> {
  const rows = await tx.ledgerPosting.findMany({
    where: { entryId },
    orderBy: { line: 'asc' },
    select: { amount: true, account: { select: { code: true } } },
  })
  return rows.map(({ amount, account }) => ({ account: account.code, amount }))
}
