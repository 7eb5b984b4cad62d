import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { quarterlyReturn, quarterlyStep } from '#app/domain/quarterly/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type QuarterlyPage, readQuarterly } from '#app/services/quarterly/queries/quarterly-pages.server.ts'
import { giveBackQuarterly, receiveQuarterly } from '#app/services/quarterly/quarterly.server.ts'
import { Page } from '#app/ui/layout/page.tsx'
import { QuarterlyBody, quarterlyCrumbs, QuarterlyHead, QuarterlyStep } from '#app/ui/quarterly/quarterly.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readQuarterly(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    receive: on(quarterlyStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await receiveQuarterly(ctx, { id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauQuarterly(id), 'quarterly.toast.received') : outcome
    }),
    giveBack: on(quarterlyReturn, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveBackQuarterly(ctx, { id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauLate(), 'quarterly.toast.givenBack') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: QuarterlyPage) => `${t('quarterly.one')} · ${page.projectTitle}`)

export default function BureauQuarterly() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        ...quarterlyCrumbs({ id: page.projectId, title: page.projectTitle }, 'bureau'),
        { to: paths.bureauQuarters(page.projectId), text: t('quarterly.title') },
      ]}
    >
      <QuarterlyHead page={page} />
      <QuarterlyBody page={page} />
      <QuarterlyStep page={page} intent="receive" />
    </Page>
  )
}
