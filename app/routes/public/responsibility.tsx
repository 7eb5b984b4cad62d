import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type AssignmentPage, readAssignment } from '#app/services/assignment/queries/assignments.server.ts'
import { type ReportQuarters, readReportQuarters } from '#app/services/assignment/queries/reports.server.ts'
import { LeadReports } from '#app/ui/assignment/report-parts.tsx'
import { AssignmentSheets } from '#app/ui/assignment/assignment-parts.tsx'
import { Page } from '#app/ui/layout/page.tsx'

type View = { page: AssignmentPage; reports: ReportQuarters }

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id } }): Promise<View> => ({
    page: orNotFound(await readAssignment(ctx, id, true)),
    reports: await readReportQuarters(ctx, id),
  }),
)

export const meta = pageMeta<View>((_t, { page: { title } }) => title)

export default function Responsibility() {
  const { page, reports } = useLoaderData<typeof loader>() as View
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.responsibilities(), text: t('assignment.title') }]}>
      <AssignmentSheets page={page} />
      <LeadReports reports={reports} />
    </Page>
  )
}
