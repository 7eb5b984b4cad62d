import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { listProjects } from '#app/services/project/queries/project-list.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { ProjectRows } from '#app/ui/project/project-rows.tsx'
import { useLoaderData } from '@remix-run/react'

export const loader = pageLoader({ may: 'organization' }, async ({ ctx, url }) => {
  const organizationIds = organizationsWhere(ctx.actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  return { organizationIds, ...(await listProjects(ctx, { organizationIds }, url.searchParams.get('after'))) }
})

export const meta = pageMeta((t) => t('project.mine'))

export default function NgoProjects() {
  const { organizationIds, rows, nextCursor } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('project.mine')}</h1>
        <ul className="meta">
          <li>
            <A to={paths.ngoPayments()}>{t('payment.title')}</A>
          </li>
          {organizationIds.length === 1 ? (
            <li>
              <A to={paths.receiptsStatement(organizationIds[0] ?? '')}>{t('statement.receipts')}</A>
            </li>
          ) : null}
        </ul>
        <ProjectRows rows={rows} to={paths.ngoProject} empty={t('project.list.emptyMine')} />
        <Pager next={nextCursor} />
      </Sheet>
    </Page>
  )
}
