import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { statementPage } from '#app/http/statement-page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { paidToSubject } from '#app/services/ledger/queries/statement-subject.server.ts'
import { StatementPage, type StatementView } from '#app/ui/ledger/statement-view.tsx'

export const loader = pageLoader(
  { may: 'books', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id }, url }) => ({
    id,
    ...(await statementPage(ctx, orNotFound(await paidToSubject(ctx, id, url.searchParams.get('body'))), url)),
  }),
)

export const meta = pageMeta<StatementView>(
  (t, { subject }) => `${t(`statement.title.${subject.kind}`)} · ${subject.name}`,
)

export default function PaidToStatement() {
  const { id, ...view } = useLoaderData<typeof loader>()
  const t = useT()
  const { bodyId } = view.subject
  return (
    <StatementPage
      view={view}
      crumbs={[{ to: paths.trialBalance(), text: t('statement.trial') }]}
      file={(format) => paths.paidToStatement(id, format)}
      keep={bodyId === null ? {} : { body: bodyId }}
    />
  )
}
