import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { missingParts, reportForm, reportMax, submitReportForm } from '#app/domain/inspection/content.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type ReportView, readReport } from '#app/services/inspection/queries/inspection.server.ts'
import { saveReport, submitReport } from '#app/services/inspection/report.server.ts'
import { Checkbox, FileField, MoneyField, NumberField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Content, Known, ReportTag } from '#app/ui/inspection.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })
const yuan = (fen: string | undefined) => (fen === undefined ? '' : fenToYuanText(toFen(BigInt(fen))))

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) => {
  const report = orNotFound(await readReport(ctx, id, 'organization'))
  const { incomeFen, expenseFen, netAssetsFen, staff, volunteers, ...texts } = report.content
  return {
    report,
    missing: missingParts(report.content),
    values: {
      ...texts,
      income: yuan(incomeFen),
      expense: yuan(expenseFen),
      netAssets: yuan(netAssetsFen),
      staff: staff ?? '',
      volunteers: volunteers ?? '',
    },
  }
})

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    save: on(reportForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await saveReport(ctx, { reportId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoAnnualReport(id), 'inspection.toast.saved') : outcome
    }),
    submit: on(submitReportForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await submitReport(ctx, { reportId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoAnnualReport(id), 'inspection.toast.submitted') : outcome
    }),
  },
)

type View = { report: ReportView }
export const meta = pageMeta((t, { report }: View) => t('inspection.yearOf', { year: String(report.year) }))

export default function OwnReport() {
  const { report, missing, values } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.ngoOrganization(report.organizationId), text: report.organizationName },
        { to: paths.ngoAnnualReports(report.organizationId), text: t('inspection.own.title') },
      ]}
    >
      <Sheet>
        <h1>{t('inspection.yearOf', { year: String(report.year) })}</h1>
        <ul className="meta">
          <li>
            <ReportTag report={{ ...report, isMissing: report.isLate && report.submittedAt === null }} />
          </li>
          <li>{report.bodyName}</li>
          <li>{t('inspection.due', { day: day(report.dueOn) })}</li>
        </ul>
        {report.state === 'RETURNED' ? (
          <div className="notice">
            <p>
              <strong>{t('inspection.returned')}</strong> <Typed>{report.returnedReason}</Typed>
            </p>
          </div>
        ) : null}
        {report.conclusion === null ? null : (
          <p>
            <strong>{t(`credit.conclusion.${report.conclusion}`)}</strong> {report.documentNo} ·{' '}
            <Typed>{report.conclusionReason}</Typed>
          </p>
        )}
      </Sheet>
      <Sheet labelledBy="known">
        <h2 id="known">{t('inspection.known.title')}</h2>
        <p>
          {t('inspection.known.lead')}{' '}
          <A to={paths.ngoOrganization(report.organizationId)}>{t('eligibility.where.profile')}</A>
        </p>
        <Known known={report.known} />
      </Sheet>
      {report.may.write ? (
        <Write report={report} values={values} />
      ) : (
        <Sheet labelledBy="content">
          <h2 id="content">{t('inspection.content')}</h2>
          <Content report={report} />
        </Sheet>
      )}
      {report.may.submit ? <HandIn report={report} missing={missing} /> : null}
    </Page>
  )
}

function Write({ report, values }: { report: ReportView; values: Readonly<Record<string, string | number>> }) {
  const t = useT()
  const form = useFormState('save', values)
  return (
    <Sheet labelledBy="write">
      <h2 id="write">{t('inspection.content')}</h2>
      <PostForm form={form} version={report.version} withFiles>
        {(['activities', 'governance', 'problems', 'plan'] as const).map((part) => (
          <TextArea
            key={part}
            form={form}
            name={part}
            label={t(`inspection.form.${part}`)}
            max={reportMax.text}
            rows={6}
            optional={part === 'problems' || part === 'plan' ? true : t('inspection.form.later')}
          />
        ))}
        <MoneyField
          form={form}
          name="income"
          label={t('inspection.form.income')}
          optional={t('inspection.form.later')}
        />
        <MoneyField
          form={form}
          name="expense"
          label={t('inspection.form.expense')}
          optional={t('inspection.form.later')}
        />
        <MoneyField
          form={form}
          name="netAssets"
          label={t('inspection.form.netAssets')}
          optional={t('inspection.form.later')}
        />
        <NumberField
          form={form}
          name="staff"
          label={t('inspection.form.staff')}
          optional={t('inspection.form.later')}
        />
        <NumberField form={form} name="volunteers" label={t('inspection.form.volunteers')} optional />
        {report.fileId === null ? null : (
          <p>
            <A to={paths.file(report.fileId)}>{t('inspection.form.fileKept')}</A>
          </p>
        )}
        <FileField form={form} name="file" label={t('inspection.form.file')} optional />
        <Submit quiet>{t('inspection.form.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function HandIn({ report, missing }: { report: ReportView; missing: readonly string[] }) {
  const t = useT()
  const form = useFormState('submit')
  return (
    <Sheet labelledBy="hand-in">
      <h2 id="hand-in">{t('inspection.submit.title')}</h2>
      {missing.length === 0 ? (
        <PostForm form={form} version={report.version}>
          <Checkbox form={form} name="certified" label={t('inspection.submit.certify')} />
          <Submit>{t('inspection.submit.do')}</Submit>
        </PostForm>
      ) : (
        <p>{t('inspection.submit.missing')}</p>
      )}
    </Sheet>
  )
}
