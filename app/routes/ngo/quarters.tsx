import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { quarterStart } from '#app/domain/quarterly/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type QuartersPage, readQuarters } from '#app/services/quarterly/queries/quarterly-pages.server.ts'
import { startQuarterly } from '#app/services/quarterly/quarterly.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { quarterlyCrumbs, QuarterRows } from '#app/ui/quarterly/quarterly.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readQuarters(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    start: on(quarterStart, async ({ ctx, params: { id }, input }) => {
      const outcome = await startQuarterly(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoQuarterly(outcome.id), 'quarterly.toast.started') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: QuartersPage) => `${t('quarterly.title')} · ${page.title}`)

export default function NgoQuarters() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoProjects(), text: t('project.mine') }, ...quarterlyCrumbs(page, 'ngo')]}>
      <Sheet>
        <h1>{t('quarterly.title')}</h1>
        <p>{t('quarterly.lead')}</p>
        <QuarterRows page={page} to={paths.ngoQuarterly} />
      </Sheet>
    </Page>
  )
}
