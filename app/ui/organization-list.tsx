import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { OrganizationCard } from '#app/services/organization/queries/organization-cards.server.ts'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Row = OrganizationCard & { nameNode?: ReactNode; textNode?: ReactNode }

export function OrganizationList({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  const nameOf = useLocalName()
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <h2>
            <A to={paths.organization(row.id)}>{row.nameNode ?? <Typed>{row.name}</Typed>}</A>
          </h2>
          {row.textNode === undefined ? null : <p className="snippet">{row.textNode}</p>}
          <ul className="meta">
            {row.isSuspended ? (
              <li>
                <Tag tone="wait">{t('organization.public.suspended')}</Tag>
              </li>
            ) : null}
            <li>{t(`organization.public.kind.${row.kind}`)}</li>
            <li>{nameOf(row.region)}</li>
            {row.rating === undefined ? null : <li>{t('organization.public.rating', { grade: row.rating })}</li>}
            {row.fields.map((field) => (
              <li key={field}>{t(`common.field.${field}`)}</li>
            ))}
            {row.projectCount === 0 ? null : (
              <li>{t('organization.public.projectCount', { count: row.projectCount })}</li>
            )}
          </ul>
        </li>
      ))}
    </ul>
  )
}
