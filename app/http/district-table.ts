import { formatInstant } from '#app/domain/shared/day.ts'
import { translator } from '#app/i18n/translate.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { District } from '#app/services/ledger/queries/district.server.ts'
import { type FileFormat, type TableCell, tableResponse, type TableRow } from './table-file.server.ts'

type Row = Pick<District, 'projects' | 'money'>

/** The public money of a place and of each place in it. `code`: of the address. */
export function districtFile(
  { here, parts, own, ...whole }: District,
  { locale, now }: Pick<Context, 'locale' | 'now'>,
  { code, format }: { code: string; format: FileFormat },
): Promise<Response> {
  const t = translator(locale)
  const title = here === null ? t('district.title') : t('district.of', { name: here.name })
  const row = (of: string, name: string, { projects, money }: Row): TableRow => {
    const sums = [money.appropriatedFen, money.committedFen, money.releasedFen, money.spentFen ?? '0']
    return { cells: [of, name, { number: projects }, ...sums.map((fen): TableCell => ({ fen }))] }
  }
  const rows: TableRow[] = [
    { cells: [title], isStrong: true },
    { cells: [t('statement.madeAt'), formatInstant(now, locale, { withZone: true })] },
    { cells: [t('district.unit')] },
    { cells: [] },
    {
      cells: [
        t('district.code'),
        t('district.place'),
        t('district.count'),
        t('district.budget'),
        t('fund.flow.contract'),
        t('fund.flow.released'),
        t('project.flow.spent'),
      ],
      isStrong: true,
    },
    row(here?.code ?? '', here?.name ?? t('district.everywhere'), whole),
    ...parts.map((part) => row(part.code, part.name, part)),
    ...(own === null ? [] : [row('', t('district.own'), own)]),
  ]
  return tableResponse(
    { sheet: t('district.title'), widths: [16, 24, 10, 18, 18, 18, 18], headRows: 5, rows },
    format,
    `districts-${code}`,
  )
}
