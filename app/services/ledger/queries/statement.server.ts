import type { Period } from '#app/domain/ledger/period.ts'
import { closing, withBalances } from '#app/domain/ledger/statement.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { onePicture } from './one-picture.server.ts'
import {
  fileLinesMax,
  lineColumns,
  linesOfOwner,
  lineView,
  type LineView,
  moved,
  type RawLine,
  readLineCursor,
  standsAt,
  writeLineCursor,
} from './posted-lines.ts'
import type { StatementSubject } from './statement-subject.server.ts'

/** Fen as text; `balanceFen` after the line, credits less debits. */
export type StatementRow = LineView & { balanceFen: string }
export type Statement = {
  openingFen: string
  debitFen: string
  creditFen: string
  closingFen: string
  /** What was held at the end of the last day: not yet moved, and not in the closing balance's movements. */
  held: LineView[]
  heldFen: string
  rows: StatementRow[]
  /** The balance before the first row of this page. */
  startFen: string
  isFirstPage: boolean
  /** Lines in the period, over all pages. */
  lineCount: number
  /** The first day there is anything of. */
  firstDay: string | null
  nextCursor: string | null
}

/** A page of it after a line, or all of it for a file. */
export type Part = { after: string | null } | 'all'

type Sums = { opening: string; debit: string; credit: string; before: string; count: number; first: string | null }

const pageSize = 20

/**
 * The lines of a subject's accounts in a period, in order of their days, each with the balance after it. Three statements over one
 * picture of the ledger, so that a payment made meanwhile cannot keep it from footing.
 */
export async function readStatement(
  { db, locale }: Context,
  { kind, ownerId, bodyId }: StatementSubject,
  { from, to }: Period,
  part: Part,
): Promise<Statement> {
  const cursor = part === 'all' ? undefined : readLineCursor(part.after)
  const lines = linesOfOwner(kind, ownerId, bodyId)
  const inPeriod = Prisma.sql`${moved} AND l.effective_on BETWEEN ${from}::date AND ${to}::date`
  const upTo =
    cursor === undefined
      ? Prisma.sql`FALSE`
      : Prisma.sql`(l.effective_on, l.seq, l.line) <= (${cursor.day}::date, ${cursor.seq}::bigint, ${cursor.line}::int)`
  const [[sums], raw, held] = await onePicture(
    db,
    async (tx) =>
      [
        await tx.$queryRaw<Sums[]>`
        WITH l AS (${lines})
        SELECT coalesce(sum(-l.amount) FILTER (WHERE ${moved} AND l.effective_on < ${from}::date), 0)::text AS opening,
          coalesce(sum(greatest(l.amount, 0)) FILTER (WHERE ${inPeriod}), 0)::text AS debit,
          coalesce(sum(greatest(-l.amount, 0)) FILTER (WHERE ${inPeriod}), 0)::text AS credit,
          coalesce(sum(-l.amount) FILTER (WHERE ${inPeriod} AND ${upTo}), 0)::text AS before,
          (count(*) FILTER (WHERE ${inPeriod}))::int AS count, min(l.effective_on)::text AS first
        FROM l`,
        await tx.$queryRaw<RawLine[]>`
        WITH every AS (${lines}), l AS MATERIALIZED (
          SELECT * FROM every l WHERE ${inPeriod} AND NOT ${upTo} ORDER BY l.effective_on, l.seq, l.line
          LIMIT ${atMost((part === 'all' ? fileLinesMax : pageSize) + 1)})
        SELECT ${lineColumns} FROM l JOIN ledger_account a ON a.id = l.account_id ORDER BY l.effective_on, l.seq, l.line`,
        await tx.$queryRaw<RawLine[]>`
        WITH l AS (${lines})
        SELECT ${lineColumns} FROM l JOIN ledger_account a ON a.id = l.account_id
        WHERE ${standsAt(to)} ORDER BY l.effective_on, l.seq, l.line`,
      ] as const,
  )
  const { opening, debit, credit, before, count, first } = sums ?? noSums
  const shown = part === 'all' ? raw : raw.slice(0, pageSize)
  const last = raw.length > shown.length ? shown.at(-1) : undefined
  const startFen = BigInt(opening) + BigInt(before)
  const balanced = withBalances(
    startFen,
    shown.map((line) => ({ line, amountFen: BigInt(line.amountFen) })),
  )
  const heldFen = held.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)
  return {
    openingFen: opening,
    debitFen: debit,
    creditFen: credit,
    closingFen: closing(BigInt(opening), BigInt(credit), BigInt(debit)).toString(),
    held: held.map((line) => lineView(line, locale)),
    heldFen: (heldFen < 0n ? -heldFen : heldFen).toString(),
    rows: balanced.map(({ line, balanceFen }) => ({ ...lineView(line, locale), balanceFen: balanceFen.toString() })),
    startFen: startFen.toString(),
    isFirstPage: cursor === undefined,
    lineCount: count,
    firstDay: first,
    nextCursor: last === undefined ? null : writeLineCursor(last),
  }
}

const noSums: Sums = { opening: '0', debit: '0', credit: '0', before: '0', count: 0, first: null }
