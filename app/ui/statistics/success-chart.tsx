import type { Success } from '#app/domain/statistics/success.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { BarChart } from './bar-chart.tsx'

type Row = { key: string; name: string } & Success

/** Kinds of organizations by how often their bids are awarded, as bars and as a table; `all` is the line across the bars. */
export function SuccessChart({ of, rows, all }: { of: string; rows: readonly Row[]; all: Success }) {
  const t = useT()
  const { number } = useFormat()
  const rate = ({ shown }: Success) => (shown === null ? t('statistics.success.tooFew') : `${shown.rate}%`)
  const columns = [
    { key: 'organizations', of: (shown: NonNullable<Success['shown']>) => number(shown.organizations) },
    { key: 'bids', of: (shown: NonNullable<Success['shown']>) => number(shown.bids) },
    { key: 'awards', of: (shown: NonNullable<Success['shown']>) => number(shown.awards) },
    { key: 'rate', of: (shown: NonNullable<Success['shown']>) => `${shown.rate}%` },
  ] as const
  return (
    <>
      <BarChart
        whole={100}
        says={t('statistics.success.says', {
          all: rate(all),
          parts: rows.map((row) => `${row.name} ${rate(row)}`).join('; '),
        })}
        rows={rows.map((row) => ({
          key: row.key,
          label: row.name,
          text: rate(row),
          value: row.shown?.rate ?? null,
          mark: row.shown === null ? null : (all.shown?.rate ?? null),
        }))}
      />
      <h3>{t('statistics.table')}</h3>
      <Folded label={t('statistics.table')}>
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{of}</th>
              {columns.map(({ key }) => (
                <th key={key} scope="col" className="num">
                  {t(`statistics.success.column.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, shown }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {shown === null ? (
                  <td colSpan={columns.length} className="num">
                    {t('statistics.success.tooFew')}
                  </td>
                ) : (
                  columns.map((column) => (
                    <td key={column.key} className="num" data-label={t(`statistics.success.column.${column.key}`)}>
                      {column.of(shown)}
                    </td>
                  ))
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Folded>
    </>
  )
}
