import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { LeadReport, ReportQuarter, ReportQuarters } from '#app/services/assignment/queries/reports.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { QuarterlyTag, useQuarter } from '#app/ui/quarterly/quarterly.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { useFormat } from '#app/ui/format.ts'
import { ReturnedBecause, SignOffs } from '#app/ui/quarterly/sign-offs.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Each quarter of a task and how its lead’s report stands. `mayStart`: on the page where it is done. */
export function LeadReports({ reports, mayStart = false }: { reports: ReportQuarters; mayStart?: boolean }) {
  const t = useT()
  const { day } = useFormat()
  const nameOf = useQuarter()
  return (
    <Sheet labelledBy="reports">
      <h2 id="reports">{t('assignment.report.title')}</h2>
      <p>{t('assignment.report.own')}</p>
      {reports.rows.length === 0 ? (
        <p>{t('assignment.report.none')}</p>
      ) : (
        <p className="hint">
          {t('assignment.report.lead', { days: reports.quarterDays })}{' '}
          {reports.isConfirmed ? null : t('assignment.report.leadUnconfirmed')}
        </p>
      )}
      <ul className="rows">
        {reports.rows.map((row) => (
          <li key={row.quarterOn}>
            <h3>
              {row.reportId === null ? (
                nameOf(row.quarterOn)
              ) : (
                <A to={paths.bureauResponsibilityReport(row.reportId)}>{nameOf(row.quarterOn)}</A>
              )}
            </h3>
            <ul className="meta">
              <li>
                {row.state === null ? (
                  <Tag tone="plain">{t('quarterly.notThere')}</Tag>
                ) : (
                  <QuarterlyTag state={row.state} />
                )}
              </li>
              {row.dueOn !== null ? (
                <li>{t('quarterly.dueOn', { day: day(row.dueOn) })}</li>
              ) : row.isRunning ? (
                <li>{t('quarterly.running')}</li>
              ) : null}
              {row.isLate ? (
                <li>
                  <Tag tone="due">{t('assignment.overdue')}</Tag>
                </li>
              ) : null}
            </ul>
            {mayStart && reports.mayWrite && row.state === null ? <Start row={row} /> : null}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Start({ row }: { row: ReportQuarter }) {
  const t = useT()
  const form = useFormState('startReport')
  return (
    <ActionButton form={form} quiet fields={{ quarterOn: row.quarterOn }}>
      {t('quarterly.start')}
    </ActionButton>
  )
}

export function LeadReportHead({ page }: { page: LeadReport }) {
  const t = useT()
  const nameOf = useQuarter()
  return (
    <Sheet>
      <QuarterlyTag state={page.state} />
      <h1>
        {t('assignment.report.one')} · {nameOf(page.quarterOn)}
      </h1>
      <p>
        <Typed>{page.assignmentTitle}</Typed>
      </p>
      <ul className="meta">
        <li>
          {t('assignment.leadBody')} {page.leadName}
        </li>
        <li>
          <Mixed text={t('assignment.office', { name: page.officeName })} />
        </li>
        <SignOffs report={page} />
      </ul>
      <ReturnedBecause report={page} />
    </Sheet>
  )
}
