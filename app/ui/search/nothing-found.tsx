import type { ReactNode } from 'react'
import type { OrganizationFacet, ProjectFacet } from '#app/domain/search/ask.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'

/** Nothing found: which filter to take away and what comes then, other words, the whole list. */
export function NothingFound({
  looser,
  to,
  children,
}: {
  looser: readonly { facet: ProjectFacet | OrganizationFacet; total: number; to: string }[]
  to: string
  /** What the link to the whole list says. */
  children: ReactNode
}) {
  const t = useT()
  const { number } = useFormat()
  return (
    <>
      <ul>
        {looser.map(({ facet, total, to: without }) => (
          <li key={facet}>
            <A to={without}>{t('search.empty.without', { facet: t(`search.facet.${facet}`), count: number(total) })}</A>
          </li>
        ))}
        <li>{t('search.empty.shorter')}</li>
        <li>{t('search.empty.number')}</li>
      </ul>
      <p>
        <A to={to}>{children}</A>
      </p>
    </>
  )
}
