import { useLoaderData } from '@remix-run/react'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type LateRow, readLateBoard } from '#app/services/quarterly/queries/late-board.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { useQuarter } from '#app/ui/quarterly/quarterly.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx, url }) =>
  readLateBoard(
    ctx,
    bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR'),
    url.searchParams.get('after'),
  ),
)

export const meta = pageMeta<unknown>((t) => t('quarterly.board.title'))

export default function BureauLate() {
  const { rows, next, waiting } = useLoaderData<typeof loader>()
  const t = useT()
  const nameOf = useQuarter()
  return (
    <Page crumbs={[{ to: paths.bureauProjects(), text: t('project.list.bureau') }]}>
      <Sheet>
        <h1>{t('quarterly.board.title')}</h1>
        <p>{t('quarterly.board.lead')}</p>
        {rows.length === 0 ? <p>{t('quarterly.board.none')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <Late key={row.key} row={row} />
          ))}
        </ul>
        <Pager next={next} />
      </Sheet>
      {waiting.length === 0 ? null : (
        <Sheet labelledBy="waiting">
          <h2 id="waiting">{t('quarterly.board.waiting')}</h2>
          <ul className="rows">
            {waiting.map(({ id, projectTitle, organizationName, quarterOn }) => (
              <li key={id}>
                <A to={paths.bureauQuarterly(id)}>
                  <Typed>{projectTitle}</Typed> · {nameOf(quarterOn)}
                </A>
                <ul className="meta">
                  <li>
                    <Typed>{organizationName}</Typed>
                  </li>
                </ul>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </Page>
  )
}

function Late({ row }: { row: LateRow }) {
  const t = useT()
  const { day, number } = useFormat()
  const nameOf = useQuarter()
  return (
    <li>
      <h2>
        {row.milestoneId === null ? (
          <A to={paths.bureauQuarters(row.projectId)}>
            {t('quarterly.one')} · {nameOf(row.what)}
          </A>
        ) : (
          <A to={paths.bureauMilestone(row.milestoneId)}>
            {t('report.title')} · <Typed>{row.what}</Typed>
          </A>
        )}
      </h2>
      <ul className="meta">
        <li>
          <Typed>{row.projectTitle}</Typed>
        </li>
        <li>
          <Typed>{row.organizationName}</Typed>
        </li>
        <li>{t('quarterly.dueOn', { day: day(row.dueOn) })}</li>
        <li>
          <Tag tone="due">{t('quarterly.board.days', { count: number(row.daysLate) })}</Tag>
        </li>
      </ul>
    </li>
  )
}
