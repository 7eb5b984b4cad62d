import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { TrainingRow } from '#app/services/incubator/queries/incubator-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export function TrainingRows({ rows }: { rows: readonly TrainingRow[] }) {
  const t = useT()
  const { deadline } = useFormat()
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <h3>
            <A to={paths.training(row.id)}>
              <Typed>{row.title}</Typed>
            </A>
          </h3>
          <ul className="meta">
            {row.isCancelled ? (
              <li>
                <Tag tone="due">{t('incubator.training.cancelled')}</Tag>
              </li>
            ) : null}
            <li>{deadline(row.startsAt)}</li>
            <li>
              <Typed>{row.place}</Typed>
            </li>
            <li>{t('incubation.hours', { hours: row.hours })}</li>
            {row.isCancelled ? null : (
              <li>{t('incubator.training.seatsLeft', { left: Math.max(0, row.seats - row.taken) })}</li>
            )}
            <li>{t(`incubator.training.for.${row.forWhom}`)}</li>
          </ul>
        </li>
      ))}
    </ul>
  )
}
