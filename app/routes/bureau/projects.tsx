import { useLoaderData } from '@remix-run/react'
import { boardGroups, risks } from '#app/domain/project/risk.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRiskBoard } from '#app/services/project/queries/risk-board.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { ProjectRows } from '#app/ui/project/project-rows.tsx'
import { RiskNav } from '#app/ui/project/risk-nav.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx, url: { searchParams } }) => {
  const group = boardGroups.find((each) => each === searchParams.get('group')) ?? 'open'
  const risk = risks.find((each) => each === searchParams.get('risk'))
  const board = await readRiskBoard(
    ctx,
    bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR'),
    { group, risk, after: searchParams.get('after') },
  )
  return { ...board, group, risk: risk ?? null }
})

export const meta = pageMeta((t) => t('project.list.bureau'))

export default function BureauProjects() {
  const { rows, nextCursor, counts, group, risk } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('project.list.bureau')}</h1>
        <p>{t('project.risk.lead')}</p>
        <RiskNav group={group} risk={risk} counts={counts} />
        <p>
          <A to={paths.bureauWarnings()}>{t('warning.title')}</A> ·{' '}
          <A to={paths.bureauLate()}>{t('quarterly.board.title')}</A>
        </p>
      </Sheet>
      <Sheet>
        <ProjectRows
          rows={rows}
          to={paths.bureauProject}
          empty={t(group === 'open' && risk === null ? 'project.list.empty' : 'project.risk.empty')}
        />
        <Pager next={nextCursor ?? undefined} />
      </Sheet>
    </Page>
  )
}
