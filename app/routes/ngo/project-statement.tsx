import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { statementPage } from '#app/http/statement-page.server.ts'
import { projectSubject } from '#app/services/ledger/queries/statement-subject.server.ts'
import { StatementPage, type StatementView } from '#app/ui/ledger/statement-view.tsx'

export const loader = pageLoader(
  { may: 'organization', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id }, url }) => ({
    id,
    ...(await statementPage(ctx, orNotFound(await projectSubject(ctx, id)), url)),
  }),
)

export const meta = pageMeta<StatementView>(
  (t, { subject }) => `${t(`statement.title.${subject.kind}`)} · ${subject.name}`,
)

export default function NgoProjectStatement() {
  const { id, ...view } = useLoaderData<typeof loader>()
  return (
    <StatementPage
      view={view}
      crumbs={[{ to: paths.ngoProject(id), text: view.subject.name }]}
      file={(format) => paths.ngoProjectStatement(id, format)}
    />
  )
}
