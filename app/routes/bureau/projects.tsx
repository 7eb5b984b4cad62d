import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { listProjects } from '#app/services/project/queries/project-list.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { ProjectRows } from '#app/ui/project/project-rows.tsx'
import { useLoaderData } from '@remix-run/react'

export const loader = pageLoader({ may: 'body' }, ({ ctx, url }) =>
  listProjects(
    ctx,
    { bodyIds: bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR') },
    url.searchParams.get('after'),
  ),
)

export const meta = pageMeta((t) => t('project.list.bureau'))

export default function BureauProjects() {
  const { rows, nextCursor } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('project.list.bureau')}</h1>
        <p>
          <A to={paths.bureauLate()}>{t('quarterly.board.title')}</A>
        </p>
        <ProjectRows rows={rows} to={paths.bureauProject} empty={t('project.list.empty')} />
        <Pager next={nextCursor} />
      </Sheet>
    </Page>
  )
}
