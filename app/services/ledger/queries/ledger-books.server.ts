import type { AccountKind } from '#app/domain/ledger/account-kind.ts'
import type { EntryKind } from '#app/domain/ledger/accounts.ts'
import type { Period } from '#app/domain/ledger/period.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { type Body, type LedgerBook, Prisma } from '#prisma/generated/client.ts'
import { onePicture } from './one-picture.server.ts'
import {
  fileLinesMax,
  lineColumns,
  linesOfBody,
  lineView,
  type LineView,
  moved,
  type RawLine,
  readLineCursor,
  standsAt,
  writeLineCursor,
} from './posted-lines.ts'
import type { Part } from './statement.server.ts'

export type BookView = {
  id: string
  bodyId: string
  bodyName: string
  position: number
  name: string
  nameZh: string
  nameEn: string
  accountKinds: AccountKind[]
  /** None: every kind. */
  entryKinds: EntryKind[]
  version: number
  mayArrange: boolean
}
export type BodyBooks = { bodyId: string; name: string; books: BookView[] }
/** Fen as text; totals are of what moved, over all pages. */
export type BookLines = {
  rows: LineView[]
  lineCount: number
  debitFen: string
  creditFen: string
  /** What was held at the end of the last day, on one side of the book's lines. */
  heldFen: string
  firstDay: string | null
  nextCursor: string | null
}

const pageSize = 20

/** The four books of each body whose books the reader keeps or watches. */
export async function readLedgerBooks(ctx: Context): Promise<BodyBooks[]> {
  const bodies = await ctx.db.body.findMany({
    where: { id: { in: bodiesWhere(ctx.actor, 'FINANCE', 'SUPERVISOR') } },
    include: { ledgerBooks: { orderBy: { position: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  return bodies.map(({ ledgerBooks, ...body }) => ({
    bodyId: body.id,
    name: ctx.locale === 'en' ? body.nameEn : body.nameZh,
    books: ledgerBooks.map((book) => bookView(ctx, { ...book, body })),
  }))
}

/** Null when it is not the reader's. */
export async function readLedgerBook(ctx: Context, bookId: string): Promise<BookView | null> {
  const book = await ctx.db.ledgerBook.findUnique({ where: { id: bookId }, include: { body: true } })
  return book === null || !may(ledgerPolicy, 'readStatements', ctx.actor, book) ? null : bookView(ctx, book)
}

const bookView = ({ actor, locale }: Context, { body, ...book }: LedgerBook & { body: Body }): BookView => ({
  id: book.id,
  bodyId: book.bodyId,
  bodyName: locale === 'en' ? body.nameEn : body.nameZh,
  position: book.position,
  name: locale === 'en' ? book.nameEn : book.nameZh,
  nameZh: book.nameZh,
  nameEn: book.nameEn,
  accountKinds: book.accountKinds as AccountKind[],
  entryKinds: book.entryKinds as EntryKind[],
  version: book.version,
  mayArrange: may(ledgerPolicy, 'arrangeBooks', actor, book),
})

type Sums = {
  debit: string
  credit: string
  heldDebit: string
  heldCredit: string
  count: number
  first: string | null
}

/** The lines of a book in a period, newest first; held and lifted ones are shown and not added up. */
export async function readBookLines(
  { db, locale }: Context,
  { bodyId, accountKinds, entryKinds }: Pick<BookView, 'bodyId' | 'accountKinds' | 'entryKinds'>,
  { from, to }: Period,
  part: Part,
): Promise<BookLines> {
  const cursor = part === 'all' ? undefined : readLineCursor(part.after)
  const every = entryKinds.length === 0
  const ofBook = Prisma.sql`split_part(l.code, ':', 1) = ANY (${accountKinds}::text[]) AND (${every}::boolean OR l.kind = ANY (${entryKinds}::text[]))`
  const inPeriod = Prisma.sql`l.effective_on BETWEEN ${from}::date AND ${to}::date`
  const after =
    cursor === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`(l.effective_on, l.seq, l.line) < (${cursor.day}::date, ${cursor.seq}::bigint, ${cursor.line}::int)`
  const [[sums], raw] = await onePicture(
    db,
    async (tx) =>
      [
        await tx.$queryRaw<Sums[]>`
        WITH l AS (${linesOfBody(bodyId)})
        SELECT coalesce(sum(greatest(l.amount, 0)) FILTER (WHERE ${moved} AND ${inPeriod}), 0)::text AS debit,
          coalesce(sum(greatest(-l.amount, 0)) FILTER (WHERE ${moved} AND ${inPeriod}), 0)::text AS credit,
          coalesce(sum(greatest(l.amount, 0)) FILTER (WHERE ${standsAt(to)}), 0)::text AS "heldDebit",
          coalesce(sum(greatest(-l.amount, 0)) FILTER (WHERE ${standsAt(to)}), 0)::text AS "heldCredit",
          (count(*) FILTER (WHERE ${inPeriod}))::int AS count, min(l.effective_on)::text AS first
        FROM l WHERE ${ofBook}`,
        await tx.$queryRaw<RawLine[]>`
        WITH every AS (${linesOfBody(bodyId)}), l AS MATERIALIZED (
          SELECT * FROM every l WHERE ${ofBook} AND ${inPeriod} AND ${after} ORDER BY l.effective_on DESC, l.seq DESC, l.line DESC
          LIMIT ${atMost((part === 'all' ? fileLinesMax : pageSize) + 1)})
        SELECT ${lineColumns} FROM l JOIN ledger_account a ON a.id = l.account_id
        ORDER BY l.effective_on DESC, l.seq DESC, l.line DESC`,
      ] as const,
  )
  const shown = part === 'all' ? raw : raw.slice(0, pageSize)
  const last = raw.length > shown.length ? shown.at(-1) : undefined
  const [heldDebit, heldCredit] = [BigInt(sums?.heldDebit ?? '0'), BigInt(sums?.heldCredit ?? '0')]
  return {
    rows: shown.map((line) => lineView(line, locale)),
    lineCount: sums?.count ?? 0,
    debitFen: sums?.debit ?? '0',
    creditFen: sums?.credit ?? '0',
    heldFen: (heldDebit > heldCredit ? heldDebit : heldCredit).toString(),
    firstDay: sums?.first ?? null,
    nextCursor: last === undefined ? null : writeLineCursor(last),
  }
}
