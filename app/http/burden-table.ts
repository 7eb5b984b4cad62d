import { quarterName } from '#app/domain/quarterly/quarters.ts'
import { formatInstant } from '#app/domain/shared/day.ts'
import { translator } from '#app/i18n/translate.ts'
import type { BurdenBoard } from '#app/services/burden/queries/burden.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type FileFormat, type TableRow, tableResponse } from './table-file.server.ts'

/** Who was asked for how much in a quarter, the most first, with who asked beside. */
export function burdenFile(
  { quarterOn, organizations }: BurdenBoard,
  { locale, now }: Pick<Context, 'locale' | 'now'>,
  format: FileFormat,
): Promise<Response> {
  const t = translator(locale)
  const head: TableRow[] = [
    { cells: [`${t('burden.board.title')} · ${t('quarterly.name', quarterName(quarterOn))}`], isStrong: true },
    { cells: [t('statement.madeAt'), formatInstant(now, locale, { withZone: true })] },
    {
      cells: [
        t('burden.organization'),
        t('burden.papers'),
        t('burden.owed'),
        t('burden.fields'),
        t('burden.prefilled'),
        t('burden.body'),
      ],
      isStrong: true,
    },
  ]
  const rows = organizations.map(({ name, papers, owed, fields, prefilled, bodies }) => ({
    cells: [
      name,
      String(papers),
      String(owed),
      String(fields),
      String(prefilled),
      bodies.map((body) => t('burden.board.by', { name: body.name, count: String(body.papers) })).join('; '),
    ],
  }))
  return tableResponse(
    { sheet: t('burden.board.title'), widths: [32, 8, 8, 8, 8, 60], headRows: head.length, rows: [...head, ...rows] },
    format,
    `${quarterOn}-burden`,
  )
}
