import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { gates } from '#app/domain/account/gates.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { statementPage } from '#app/http/statement-page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { fundSubject } from '#app/services/ledger/queries/statement-subject.server.ts'
import { StatementPage, type StatementView } from '#app/ui/ledger/statement-view.tsx'

export const loader = pageLoader(
  { may: 'books', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id }, url }) => ({
    id,
    isFinance: gates.finance(ctx.actor),
    ...(await statementPage(ctx, orNotFound(await fundSubject(ctx, id)), url)),
  }),
)

export const meta = pageMeta<StatementView>(
  (t, { subject }) => `${t(`statement.title.${subject.kind}`)} · ${subject.name}`,
)

export default function FundStatement() {
  const { id, isFinance, ...view } = useLoaderData<typeof loader>()
  const t = useT()
  // A supervisor reads statements, not the page where money is entered.
  const crumb = isFinance
    ? { to: paths.fund(id), text: view.subject.name }
    : { to: paths.trialBalance(), text: t('statement.trial') }
  return <StatementPage view={view} crumbs={[crumb]} file={(format) => paths.fundStatement(id, format)} />
}
