import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ShowcaseRow } from '#app/services/showcase/queries/showcases.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** On a project’s page: what it is named as today. */
export function ShowcaseBadges({ rows }: { rows: readonly ShowcaseRow[] }) {
  const t = useT()
  const { day } = useFormat()
  if (rows.length === 0) return null
  return (
    <ul className="meta">
      {rows.map(({ id, kind, regionName, untilOn, fromOn }) => (
        <li key={id}>
          <Tag tone="open">{t(`showcase.kind.${kind}`)}</Tag>{' '}
          <A to={`${paths.showcases()}?kind=${kind}`}>
            {regionName} {t('showcase.days', { from: day(fromOn), until: day(untilOn) })}
          </A>
        </li>
      ))}
    </ul>
  )
}

/** One that is public, or to be. */
export function ShowcaseItem({ row }: { row: ShowcaseRow }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <>
      <h3>
        {row.projectNo === null ? (
          row.title
        ) : (
          <A to={paths.project(row.projectNo)}>
            <Typed>{row.title}</Typed>
          </A>
        )}
      </h3>
      <ul className="meta">
        <li>
          <Tag tone={row.isRunning ? 'open' : 'plain'}>{t(`showcase.kind.${row.kind}`)}</Tag>
        </li>
        <li>{row.regionName}</li>
        <li>
          {t('showcase.days', { from: day(row.fromOn), until: day(row.untilOn) })}
          {row.isRunning ? null : ` · ${t('showcase.ended')}`}
        </li>
        <li>
          <Mixed text={t('showcase.by', { name: row.bodyName })} />
        </li>
        <li>
          <Mixed cites text={t('showcase.document', { document: row.documentNo })} />
        </li>
      </ul>
      <TypedText text={row.reason} />
    </>
  )
}
