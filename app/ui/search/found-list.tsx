import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { FoundRow } from '#app/services/search/found-rows.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { StageTag } from '#app/ui/stage-tag.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Row = Omit<FoundRow, 'summary'> & { titleNode?: ReactNode; snippetNode?: ReactNode }

/** Calls and projects, one line each: what, how much, whose, where, how far. */
export function FoundList({ rows, now, withKind }: { rows: readonly Row[]; now: string; withKind?: boolean }) {
  const t = useT()
  const { wan, deadline } = useFormat()
  const nameOf = useLocalName()
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="line">
            <h3>
              <A to={row.kind === 'call' ? paths.call(row.no) : paths.project(row.no)}>
                {row.titleNode ?? <Typed>{row.title}</Typed>}
              </A>
            </h3>
            <span className="money">{wan(row.moneyFen)}</span>
          </div>
          {row.snippetNode === undefined ? null : <p className="snippet">{row.snippetNode}</p>}
          <ul className="meta">
            <li>
              {row.isSuspended ? (
                <Tag tone="wait">{t('call.suspended')}</Tag>
              ) : (
                <StageTag stage={row.stage} deadlineAt={row.deadlineAt} now={now} />
              )}
            </li>
            {withKind ? <li>{t(`search.kind.${row.kind}`)}</li> : null}
            <li>{nameOf(row.body)}</li>
            {row.organization === undefined ? null : (
              <li>
                <Typed>{row.organization.name}</Typed>
              </li>
            )}
            <li>{t(`common.field.${row.field}`)}</li>
            <li>{nameOf(row.region)}</li>
            {row.deadlineAt === undefined ? null : <li>{t('search.until', { when: deadline(row.deadlineAt) })}</li>}
          </ul>
        </li>
      ))}
    </ul>
  )
}
