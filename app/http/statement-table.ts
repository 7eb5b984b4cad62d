import type { Period } from '#app/domain/ledger/period.ts'
import { trialColumnNames } from '#app/domain/ledger/statement.ts'
import { formatInstant } from '#app/domain/shared/day.ts'
import { translateDynamic, type Translate, translator } from '#app/i18n/translate.ts'
import type { BookLines, BookView } from '#app/services/ledger/queries/ledger-books.server.ts'
import type { LineView } from '#app/services/ledger/queries/posted-lines.ts'
import type { StatementSubject } from '#app/services/ledger/queries/statement-subject.server.ts'
import type { Statement } from '#app/services/ledger/queries/statement.server.ts'
import type { ColumnsText, TrialBalance } from '#app/services/ledger/queries/trial-balance.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { accountText } from './account-text.ts'
import { periodText } from './period-text.ts'
import type { Table, TableCell, TableRow } from './table-file.server.ts'

// Statements and books as tables for files: what each is about, then its headings, its lines and its foot, as on the page.

type Telling = Pick<Context, 'locale' | 'now'>
type Head = { title: string; about: string; body: string | null; period: Period }

const strong = (...cells: TableCell[]): TableRow => ({ cells, isStrong: true })
const plain = (...cells: TableCell[]): TableRow => ({ cells })
const fen = (value: string | null): TableCell => (value === null ? null : { fen: value })

function headOf(t: Translate, { title, about, body, period }: Head, { locale, now }: Telling): TableRow[] {
  return [
    strong(title),
    plain(t('statement.about'), about),
    ...(body === null ? [] : [plain(t('statement.ofBody'), body)]),
    plain(t('statement.period'), periodText(period, locale), { day: period.from }, { day: period.to }),
    plain(t('statement.madeAt'), formatInstant(now, locale, { withZone: true })),
    plain(t('statement.unit')),
    plain(),
  ]
}

const kindText = ({ locale }: Telling, kind: string) => translateDynamic(locale, `ledger.kind.${kind}`) ?? kind
const phaseText = ({ locale }: Telling, phase: string) => translateDynamic(locale, `ledger.phase.${phase}`) ?? phase
const accountsText = (t: Translate, accounts: LineView['others']) =>
  accounts.map((account) => accountText(t, account)).join(t('ledgerBook.comma'))

export function statementTable(
  subject: StatementSubject,
  period: Period,
  statement: Statement,
  telling: Telling,
): { table: Table; name: string } {
  const t = translator(telling.locale)
  const title = t(`statement.title.${subject.kind}`)
  const start = (line: LineView): TableCell[] => [
    { day: line.effectiveOn },
    line.seq,
    kindText(telling, line.kind),
    accountText(t, line.account),
    accountsText(t, line.others),
    line.memo,
  ]
  const blank = (text: string): TableCell[] => [null, null, text, null, null, null]
  const head = headOf(t, { title, about: subject.name, body: subject.bodyName, period }, telling)
  const rows: TableRow[] = [
    ...head,
    strong(
      t('statement.date'),
      t('statement.seq'),
      t('statement.what'),
      t('statement.account'),
      t('statement.other'),
      t('statement.memo'),
      t('statement.debit'),
      t('statement.credit'),
      t('statement.balance'),
    ),
    strong(...blank(t('statement.opening')), null, null, fen(statement.openingFen)),
    ...statement.rows.map((row) => plain(...start(row), fen(row.debitFen), fen(row.creditFen), fen(row.balanceFen))),
    strong(...blank(t('statement.totals')), fen(statement.debitFen), fen(statement.creditFen)),
    strong(...blank(t('statement.closing')), null, null, fen(statement.closingFen)),
    plain(),
    strong(...blank(t('statement.held')), null, null, fen(statement.heldFen)),
    ...statement.held.map((line) => plain(...start(line), fen(line.debitFen), fen(line.creditFen))),
  ]
  return {
    table: { sheet: title, widths: [12, 10, 24, 32, 32, 32, 18, 18, 18], rows, headRows: head.length + 1 },
    name: `${subject.name}-${title}`,
  }
}

export function trialTable(
  body: { name: string },
  period: Period,
  balance: TrialBalance,
  telling: Telling,
): { table: Table; name: string } {
  const t = translator(telling.locale)
  const title = t('statement.title.body')
  const head = headOf(t, { title, about: body.name, body: null, period }, telling)
  const columns = (row: ColumnsText) => trialColumnNames.map((name) => fen(row[name]))
  const rows: TableRow[] = [
    ...head,
    strong(t('statement.account'), ...trialColumnNames.map((name) => t(`statement.column.${name}`))),
    ...balance.rows.map((row) => plain(accountText(t, row.account), ...columns(row))),
    strong(t('statement.total'), ...columns(balance.totals)),
    plain(),
    plain(t(balance.isBalanced ? 'statement.balanced' : 'statement.unbalanced')),
    plain(t('statement.held'), { fen: balance.heldFen }),
  ]
  return {
    table: { sheet: title, widths: [44, 18, 18, 18, 18, 18, 18], rows, headRows: head.length + 1 },
    name: `${body.name}-${title}`,
  }
}

export function bookTable(
  book: BookView,
  period: Period,
  lines: BookLines,
  telling: Telling,
): { table: Table; name: string } {
  const t = translator(telling.locale)
  const head = headOf(t, { title: book.name, about: book.bodyName, body: null, period }, telling)
  const blank = (text: string): TableCell[] => [null, null, text, null, null, null, null]
  const rows: TableRow[] = [
    ...head,
    strong(
      t('statement.date'),
      t('statement.seq'),
      t('statement.what'),
      t('statement.phase'),
      t('statement.account'),
      t('statement.other'),
      t('statement.memo'),
      t('ledgerBook.debitColumn'),
      t('ledgerBook.creditColumn'),
    ),
    ...lines.rows.map((line) =>
      plain(
        { day: line.effectiveOn },
        line.seq,
        kindText(telling, line.kind),
        phaseText(telling, line.phase),
        accountText(t, line.account),
        accountsText(t, line.others),
        line.memo,
        fen(line.debitFen),
        fen(line.creditFen),
      ),
    ),
    strong(...blank(t('statement.totals')), fen(lines.debitFen), fen(lines.creditFen)),
    plain(...blank(t('ledgerBook.notCounted'))),
    plain(...blank(t('statement.held')), fen(lines.heldFen)),
  ]
  return {
    table: { sheet: book.name, widths: [12, 10, 24, 12, 32, 32, 32, 18, 18], rows, headRows: head.length + 1 },
    name: `${book.bodyName}-${book.name}`,
  }
}
