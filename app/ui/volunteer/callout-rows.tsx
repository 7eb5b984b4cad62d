import { useT } from '#app/i18n/provider.tsx'
import type { CalloutRow } from '#app/services/volunteer/queries/volunteers.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** `heading`: the level below the heading that they stand under. */
export function CalloutRows({
  rows,
  pathOf,
  heading: Heading = 'h3',
}: {
  rows: readonly CalloutRow[]
  pathOf: (id: string) => string
  heading?: 'h2' | 'h3'
}) {
  const t = useT()
  const { deadline } = useFormat()
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <Heading>
            <A to={pathOf(row.id)}>
              <Typed>{row.title}</Typed>
            </A>{' '}
            {row.isCancelled ? <Tag tone="due">{t('volunteer.cancelled')}</Tag> : null}
          </Heading>
          <ul className="meta">
            <li>
              <Typed>{row.organizationName}</Typed>
            </li>
            <li>{deadline(row.startsAt)}</li>
            <li>
              <Typed>{row.place}</Typed>
            </li>
            {row.isCancelled ? null : (
              <li>
                <Seats row={row} />
              </li>
            )}
          </ul>
        </li>
      ))}
    </ul>
  )
}

export function Seats({ row: { seats, taken, isOver } }: { row: Pick<CalloutRow, 'seats' | 'taken' | 'isOver'> }) {
  const t = useT()
  if (isOver) return <>{t('volunteer.signedUp', { count: taken })}</>
  return <>{taken >= seats ? t('volunteer.full') : t('volunteer.seatsLeft', { left: seats - taken })}</>
}
