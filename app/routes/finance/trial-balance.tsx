import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { trialPage } from '#app/http/statement-page.server.ts'
import { bodySubject } from '#app/services/ledger/queries/statement-subject.server.ts'
import { TrialPage, type TrialView } from '#app/ui/ledger/trial-view.tsx'

export const loader = pageLoader({ may: 'books' }, async ({ ctx, url }) =>
  trialPage(ctx, orNotFound(await bodySubject(ctx, url.searchParams.get('body'))), url),
)

export const meta = pageMeta<TrialView>((t, { body }) => `${t('statement.title.body')} · ${body.name}`)

export default function TrialBalance() {
  return <TrialPage view={useLoaderData<typeof loader>()} />
}
