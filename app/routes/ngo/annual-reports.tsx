import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOwnReports } from '#app/services/inspection/queries/inspection.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { ReportTag, SupervisionList } from '#app/ui/inspection.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readOwnReports(ctx, id)),
)

export const meta = pageMeta((t) => t('inspection.own.title'))

export default function OwnReports() {
  const { id, name, reports, records } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('inspection.own.title')}</h1>
        <p>{t('inspection.own.lead')}</p>
        {reports.length === 0 ? <p>{t('inspection.own.none')}</p> : null}
        <ul className="rows">
          {reports.map((report) => (
            <li key={report.id}>
              <h2>
                <A to={paths.ngoAnnualReport(report.id)}>{t('inspection.yearOf', { year: String(report.year) })}</A>
              </h2>
              <ul className="meta">
                <li>
                  <ReportTag report={report} />
                </li>
                <li>{t('inspection.due', { day: day(report.dueOn) })}</li>
                {report.isLate && !report.isMissing ? <li>{t('inspection.late')}</li> : null}
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet labelledBy="supervision">
        <h2 id="supervision">{t('inspection.supervision.own')}</h2>
        <SupervisionList records={records} />
      </Sheet>
    </Page>
  )
}
