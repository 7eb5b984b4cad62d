import { periodSlug } from '#app/domain/ledger/period.ts'
import type { BookView } from '#app/services/ledger/queries/ledger-books.server.ts'
import { readBookLines } from '#app/services/ledger/queries/ledger-books.server.ts'
import type { BodySubject, StatementSubject } from '#app/services/ledger/queries/statement-subject.server.ts'
import { readStatement } from '#app/services/ledger/queries/statement.server.ts'
import { readTrialBalance } from '#app/services/ledger/queries/trial-balance.server.ts'
import { fileLinesMax } from '#app/services/ledger/queries/posted-lines.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { askedPeriod, periodOf, periodToRead } from './asked-period.ts'
import { refusalResponse } from './refuse.server.ts'
import { bookTable, statementTable, trialTable } from './statement-table.ts'
import { type FileFormat, tableResponse } from './table-file.server.ts'

// Statements and books of an address: the page shows a part of what its file holds whole.

const pageOf = (url: URL) => ({ after: url.searchParams.get('after') })

/** More than a spreadsheet is read with, and than a server should make for one reader: a shorter period is asked for. */
function notTooLong<Found extends { rows: readonly unknown[] }>(found: Found): Found {
  if (found.rows.length > fileLinesMax)
    throw refusalResponse({ code: 'statement.too-long', data: { max: fileLinesMax } })
  return found
}

/** For a file there is no form to say it in. */
function periodOfFile(url: URL, ctx: Context) {
  const { read } = periodOf(url, ctx.now)
  if (!read.ok) throw refusalResponse({ code: 'invalid' })
  return read.period
}

export async function statementPage(ctx: Context, subject: StatementSubject, url: URL) {
  const asked = periodOf(url, ctx.now)
  const found = await readStatement(ctx, subject, periodToRead(asked.read, asked.today), pageOf(url))
  return { subject, asked: askedPeriod(asked, found.firstDay), statement: asked.read.ok ? found : null }
}

export async function statementFile(ctx: Context, subject: StatementSubject, url: URL, format: FileFormat) {
  const period = periodOfFile(url, ctx)
  const whole = notTooLong(await readStatement(ctx, subject, period, 'all'))
  const { table, name } = statementTable(subject, period, whole, ctx)
  return tableResponse(table, format, `${name}-${periodSlug(period)}`)
}

export async function trialPage(ctx: Context, body: BodySubject, url: URL) {
  const asked = periodOf(url, ctx.now)
  const found = await readTrialBalance(ctx, body.bodyId, periodToRead(asked.read, asked.today), pageOf(url))
  return { body, asked: askedPeriod(asked, found.firstDay), balance: asked.read.ok ? found : null }
}

export async function trialFile(ctx: Context, body: BodySubject, url: URL, format: FileFormat) {
  const period = periodOfFile(url, ctx)
  const { table, name } = trialTable(body, period, await readTrialBalance(ctx, body.bodyId, period, 'all'), ctx)
  return tableResponse(table, format, `${name}-${periodSlug(period)}`)
}

export async function bookPage(ctx: Context, book: BookView, url: URL) {
  const asked = periodOf(url, ctx.now)
  const found = await readBookLines(ctx, book, periodToRead(asked.read, asked.today), pageOf(url))
  return { book, asked: askedPeriod(asked, found.firstDay), lines: asked.read.ok ? found : null }
}

export async function bookFile(ctx: Context, book: BookView, url: URL, format: FileFormat) {
  const period = periodOfFile(url, ctx)
  const { table, name } = bookTable(book, period, notTooLong(await readBookLines(ctx, book, period, 'all')), ctx)
  return tableResponse(table, format, `${name}-${periodSlug(period)}`)
}
