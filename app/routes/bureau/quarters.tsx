import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type QuartersPage, readQuarters } from '#app/services/quarterly/queries/quarterly-pages.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { quarterlyCrumbs, QuarterRows } from '#app/ui/quarterly/quarterly.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readQuarters(ctx, id)),
)

export const meta = pageMeta((t, page: QuartersPage) => `${t('quarterly.title')} · ${page.title}`)

export default function BureauQuarters() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.bureauProjects(), text: t('project.list.bureau') }, ...quarterlyCrumbs(page, 'bureau')]}>
      <Sheet>
        <h1>{t('quarterly.title')}</h1>
        <p>{t('quarterly.leadBody')}</p>
        <QuarterRows page={page} to={paths.bureauQuarterly} />
      </Sheet>
    </Page>
  )
}
