import { useT } from '#app/i18n/provider.tsx'
import type { ProjectRow } from '#app/services/project/queries/project-list.server.ts'
import type { BoardRow } from '#app/services/project/queries/risk-board.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { useWarningText } from '#app/ui/warning/warning-text.ts'
import { ContractTag, MilestoneTag, ProjectTag } from './tags.tsx'

/** Projects as the people who work on them see them: what comes next, what is late, and on a board what is the matter. */
export function ProjectRows({
  rows,
  to,
  empty,
}: {
  rows: readonly (ProjectRow & Partial<Pick<BoardRow, 'risk' | 'warnings'>>)[]
  to: (id: string) => string
  empty: string
}) {
  const t = useT()
  const { wan, day } = useFormat()
  if (rows.length === 0) return <p>{empty}</p>
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="line">
            <h2>
              <A to={to(row.id)}>
                <Typed>{row.title}</Typed>
              </A>
            </h2>
            <span className="money">{wan(row.amountFen)}</span>
          </div>
          <ul className="meta">
            <li>
              <RiskTag risk={row.risk} /> <ProjectTag state={row.state} isRevoked={row.isRevoked} />{' '}
              {row.state === 'PREPARING' ? <ContractTag state={row.contractState} /> : null}
            </li>
            <li>{row.projectNo}</li>
            <li>{row.bodyName}</li>
            <li>
              <Typed>{row.organizationName}</Typed>
            </li>
            {row.isRevoked ? null : (
              <li>
                {t('project.figures.released')} {wan(row.releasedFen)}
              </li>
            )}
            {row.openObjections === 0 ? null : (
              <li>
                <Tag tone="due">{t('project.list.objections', { count: row.openObjections })}</Tag>
              </li>
            )}
          </ul>
          {row.state === 'ACTIVE' ? (
            <ul className="meta">
              {row.next === null ? (
                <li>{t('project.list.noNext')}</li>
              ) : (
                <>
                  <li>
                    {t('project.list.next')} <Typed>{row.next.title}</Typed>
                  </li>
                  <li>{day(row.next.dueOn)}</li>
                  <li>
                    <MilestoneTag state={row.next.state} isOverdue={row.next.isOverdue} />
                  </li>
                </>
              )}
            </ul>
          ) : null}
          <Warnings of={row.warnings ?? []} />
        </li>
      ))}
    </ul>
  )
}

function RiskTag({ risk }: { risk: BoardRow['risk'] | undefined }) {
  const t = useT()
  if (risk === undefined || risk === 'CALM') return null
  return <Tag tone={risk === 'LOW' ? 'wait' : 'due'}>{t(`project.risk.level.${risk}`)}</Tag>
}

const warningsShown = 3

function Warnings({ of }: { of: BoardRow['warnings'] }) {
  const t = useT()
  const text = useWarningText()
  if (of.length === 0) return null
  const more = of.length - warningsShown
  return (
    <ul className="reasons">
      {of.slice(0, warningsShown).map((warning) => (
        <li key={warning.id}>{text(warning)}</li>
      ))}
      {more > 0 ? <li>{t('project.risk.more', { count: more })}</li> : null}
    </ul>
  )
}
