import type { ReactNode } from 'react'
import type { Punctuality } from '#app/domain/statistics/punctuality.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'

/** Months or bodies by how punctually they paid. */
export function PunctualityTable({
  of,
  rows,
}: {
  of: string
  rows: readonly ({ key: string; name: ReactNode } & Punctuality)[]
}) {
  const t = useT()
  const { number } = useFormat()
  const columns = [
    { key: 'share', of: ({ share }: Punctuality) => (share === null ? '—' : `${share}%`) },
    { key: 'onTime', of: ({ onTime }: Punctuality) => number(onTime) },
    { key: 'late', of: ({ late }: Punctuality) => number(late) },
    { key: 'overdue', of: ({ overdue }: Punctuality) => number(overdue) },
    { key: 'waiting', of: ({ waiting }: Punctuality) => number(waiting) },
    { key: 'noTerm', of: ({ noTerm }: Punctuality) => number(noTerm) },
    { key: 'median', of: ({ medianDays }: Punctuality) => (medianDays === null ? '—' : number(medianDays)) },
  ] as const
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {columns.map(({ key }) => (
            <th key={key} scope="col" className="num">
              {t(`statistics.payments.column.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            {columns.map((column) => (
              <td key={column.key} className="num" data-label={t(`statistics.payments.column.${column.key}`)}>
                {column.of(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
