import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { inspectionConclusions } from '#app/domain/credit/schema.ts'
import { concludeForm, reportMax, returnForm, reviewForm } from '#app/domain/inspection/content.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { concludeReport, returnReport, reviewReport } from '#app/services/inspection/conclude.server.ts'
import { type ReportView, readReport } from '#app/services/inspection/queries/inspection.server.ts'
import { RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Content, Known, ReportTag } from '#app/ui/inspection.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readReport(ctx, id, 'registry')),
)

export const action = pageAction(
  { may: 'body', params },
  {
    review: on(reviewForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await reviewReport(ctx, { reportId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAnnualReport(id), 'inspection.toast.reviewed') : outcome
    }),
    giveBack: on(returnForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await returnReport(ctx, { reportId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAnnualReport(id), 'inspection.toast.returned') : outcome
    }),
    conclude: on(concludeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await concludeReport(ctx, { reportId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAnnualReport(id), 'inspection.toast.concluded') : outcome
    }),
  },
)

export const meta = pageMeta((t, { organizationName, year }: { organizationName: string; year: number }) =>
  t('inspection.reportOf', { name: organizationName, year: String(year) }),
)

export default function AnnualReportPage() {
  const report = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.bureauInspection(), text: t('inspection.board.title') }]}>
      <Sheet>
        <h1>{t('inspection.reportOf', { name: report.organizationName, year: String(report.year) })}</h1>
        <ul className="meta">
          <li>
            <ReportTag report={{ ...report, isMissing: report.isLate && report.submittedAt === null }} />
          </li>
          <li>{t('inspection.due', { day: day(report.dueOn) })}</li>
          {report.isLate && report.submittedAt !== null ? <li>{t('inspection.late')}</li> : null}
          <li>
            <A to={paths.organizationStanding(report.organizationId)}>{t('rating.standing.see')}</A>
          </li>
          <li>
            <A to={paths.bureauSupervision(report.organizationId)}>{t('inspection.supervision.title')}</A>
          </li>
        </ul>
        {report.poorYears >= report.poorFrom ? (
          <div className="notice">
            <p>{t('inspection.poor', { years: report.poorYears })}</p>
            <p className="hint">
              {t('credit.basis')} {report.rule.source}
            </p>
          </div>
        ) : null}
      </Sheet>
      <Sheet labelledBy="known">
        <h2 id="known">{t('inspection.known.title')}</h2>
        <Known known={report.known} />
      </Sheet>
      <Sheet labelledBy="content">
        <h2 id="content">{t('inspection.content')}</h2>
        {report.state === 'OPEN' || report.state === 'RETURNED' ? (
          <p>{t('inspection.notYet')}</p>
        ) : (
          <Content report={report} />
        )}
      </Sheet>
      {report.proposedConclusion === null ? null : (
        <Sheet labelledBy="reviewed">
          <h2 id="reviewed">{t('inspection.review.done')}</h2>
          <p>
            <strong>{t(`credit.conclusion.${report.proposedConclusion}`)}</strong> <Typed>{report.reviewNote}</Typed>
          </p>
          {report.conclusion === null ? null : (
            <p>
              <strong>{t(`credit.conclusion.${report.conclusion}`)}</strong> {report.documentNo} ·{' '}
              <Typed>{report.conclusionReason}</Typed>
            </p>
          )}
        </Sheet>
      )}
      {report.may.review ? <Review report={report} /> : null}
      {report.may.conclude ? <Conclude report={report} /> : null}
      {report.may.giveBack ? <GiveBack report={report} /> : null}
    </Page>
  )
}

const useConclusions = () => {
  const t = useT()
  return inspectionConclusions.map((value) => ({ value, label: t(`credit.conclusion.${value}`) }))
}

function Review({ report: { version } }: { report: ReportView }) {
  const t = useT()
  const form = useFormState('review')
  return (
    <Sheet labelledBy="review">
      <h2 id="review">{t('inspection.review.title')}</h2>
      <PostForm form={form} version={version}>
        <RadioGroup form={form} name="conclusion" label={t('inspection.review.propose')} options={useConclusions()} />
        <TextArea form={form} name="note" label={t('inspection.review.note')} max={reportMax.reason} rows={4} />
        <Submit>{t('inspection.review.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Conclude({ report: { version, proposedConclusion, may } }: { report: ReportView }) {
  const t = useT()
  const form = useFormState('conclude', { conclusion: proposedConclusion ?? '' })
  return (
    <Sheet labelledBy="conclude">
      <h2 id="conclude">{t('inspection.conclude.title')}</h2>
      <p>{t(may.fail ? 'inspection.conclude.lead' : 'inspection.conclude.notFail')}</p>
      <PostForm form={form} version={version}>
        <RadioGroup
          form={form}
          name="conclusion"
          label={t('credit.form.conclusion')}
          options={useConclusions().filter(({ value }) => may.fail || value !== 'FAIL')}
        />
        <TextArea form={form} name="reason" label={t('rating.work.reasons')} max={reportMax.reason} rows={3} />
        <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
        <Submit>{t('inspection.conclude.do')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function GiveBack({ report: { version } }: { report: ReportView }) {
  const t = useT()
  const form = useFormState('giveBack')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('inspection.giveBack.title')}</summary>
        <PostForm form={form} version={version}>
          <TextArea form={form} name="reason" label={t('inspection.giveBack.reason')} max={reportMax.reason} rows={4} />
          <Submit quiet>{t('inspection.giveBack.title')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
