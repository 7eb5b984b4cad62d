import { lineUse, sumLines } from '#app/domain/claim/spending.ts'
import { formatInstant } from '#app/domain/shared/day.ts'
import { translator } from '#app/i18n/translate.ts'
import type { SpendingPage } from '#app/services/claim/queries/spending.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type FileFormat, type Table, type TableCell, type TableRow, tableResponse } from './table-file.server.ts'

const strong = (...cells: TableCell[]): TableRow => ({ cells, isStrong: true })
const plain = (...cells: TableCell[]): TableRow => ({ cells })

/** Budget against actual of a project, and every item that it was added up from; as on the page. */
export function spendingTable(page: SpendingPage, { locale, now }: Pick<Context, 'locale' | 'now'>): Table {
  const t = translator(locale)
  const fen = (value: bigint): TableCell => ({ fen: value.toString() })
  const amounts = page.lines.map((line) => ({ budgetFen: BigInt(line.budgetFen), spentFen: BigInt(line.spentFen) }))
  const sum = sumLines(amounts)
  const head = [
    strong(t('claim.title')),
    plain(t('statement.about'), page.title),
    plain(t('project.projectNo'), page.projectNo),
    plain(t('statement.madeAt'), formatInstant(now, locale, { withZone: true })),
    plain(t('statement.unit')),
    plain(),
    strong(t('contract.budget.item'), t('claim.budget'), t('claim.spent'), t('claim.left')),
  ]
  const itemOf = (lineNo: number | null) => page.lines.find(({ position }) => position === lineNo)?.item ?? ''
  return {
    sheet: t('claim.title'),
    widths: [28, 16, 16, 16, 24, 18, 20, 14],
    headRows: head.length,
    rows: [
      ...head,
      ...page.lines.map((line, index) => {
        const { budgetFen, spentFen } = amounts[index] ?? { budgetFen: 0n, spentFen: 0n }
        const { leftFen } = lineUse({ budgetFen, spentFen })
        return plain(line.item === '' ? t('claim.whole') : line.item, fen(budgetFen), fen(spentFen), fen(leftFen))
      }),
      strong(t('contract.budget.sum'), fen(sum.budgetFen), fen(sum.spentFen), fen(sum.budgetFen - sum.spentFen)),
      plain(),
      strong(
        t('claim.purpose'),
        t('claim.spentOn'),
        t('claim.amount'),
        t('claim.kindLabel'),
        t('claim.line'),
        t('claim.payee'),
        t('claim.invoiceNo'),
        t('claim.stateColumn'),
      ),
      ...page.batches.flatMap(({ state, expenses }) =>
        state === 'CERTIFIED'
          ? expenses.map((expense) =>
              plain(
                expense.purpose,
                { day: expense.spentOn },
                { fen: expense.amountFen },
                t(`claim.kind.${expense.kind}`),
                itemOf(expense.lineNo),
                expense.payee,
                expense.invoiceNo,
                t(`claim.state.${expense.state}`),
              ),
            )
          : [],
      ),
    ],
  }
}

export const spendingFile = (page: SpendingPage, ctx: Context, format: FileFormat): Promise<Response> =>
  tableResponse(spendingTable(page, ctx), format, `${page.projectNo}-spending`)
