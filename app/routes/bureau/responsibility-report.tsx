import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { reportForm, reportMax, reportReturn, reportStep } from '#app/domain/assignment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type LeadReport, readLeadReport } from '#app/services/assignment/queries/reports.server.ts'
import {
  giveBackReport,
  receiveReport,
  saveReport,
  sendUpReport,
  signOffReport,
} from '#app/services/assignment/report.server.ts'
import { LeadReportHead } from '#app/ui/assignment/report-parts.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readLeadReport(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    save: on(reportForm, async ({ ctx, params: { id }, input: { then, ...typed } }) => {
      const outcome = await (then === 'sendUp' ? sendUpReport : saveReport)(ctx, { id, ...typed })
      const toast = then === 'sendUp' ? 'assignment.toast.sentUp' : 'quarterly.toast.saved'
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResponsibilityReport(id), toast) : outcome
    }),
    signOff: on(reportStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await signOffReport(ctx, { id, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauResponsibilityReport(id), 'quarterly.toast.signed')
        : outcome
    }),
    receive: on(reportStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await receiveReport(ctx, { id, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauResponsibilityReport(id), 'quarterly.toast.received')
        : outcome
    }),
    giveBack: on(reportReturn, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveBackReport(ctx, { id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResponsibilities(), 'quarterly.toast.givenBack') : outcome
    }),
  },
)

export const meta = pageMeta<LeadReport>(
  (t, { assignmentTitle }) => `${t('assignment.report.one')} · ${assignmentTitle}`,
)

export default function ResponsibilityReport() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauResponsibilities(), text: t('assignment.board.title') },
        { to: paths.bureauResponsibility(page.assignmentId), text: page.assignmentTitle },
      ]}
    >
      <LeadReportHead page={page} />
      {page.may.write ? <Writing page={page} /> : <Body page={page} />}
      {page.may.signOff ? <Next page={page} intent="signOff" /> : null}
      {page.may.receive ? <Next page={page} intent="receive" /> : null}
      {page.state === 'WITH_LEAD' && !page.may.signOff ? <Waits words={t('assignment.report.waitsLead')} /> : null}
      {page.state === 'WITH_OFFICE' && !page.may.receive ? <Waits words={t('assignment.report.waitsOffice')} /> : null}
    </Page>
  )
}

const Waits = ({ words }: { words: string }) => (
  <Sheet>
    <p>{words}</p>
  </Sheet>
)

function Writing({ page: { version, done, problems, plans } }: { page: LeadReport }) {
  const t = useT()
  const form = useFormState('save', { done, problems, plans })
  const max = reportMax.text
  return (
    <Sheet labelledBy="write">
      <h2 id="write">{t('quarterly.write')}</h2>
      <PostForm form={form} version={version}>
        <TextArea
          form={form}
          name="done"
          label={t('quarterly.done')}
          hint={t('quarterly.doneHint')}
          max={max}
          rows={8}
        />
        <TextArea form={form} name="problems" label={t('quarterly.problems')} max={max} rows={4} optional />
        <TextArea form={form} name="plans" label={t('quarterly.plans')} max={max} rows={4} optional />
        <div className="actions">
          <Submit quiet>{t('quarterly.save')}</Submit>
          <button type="submit" name="then" value="sendUp">
            {t('assignment.report.sendUp')}
          </button>
        </div>
      </PostForm>
    </Sheet>
  )
}

function Body({ page: { done, problems, plans } }: { page: LeadReport }) {
  const t = useT()
  const parts = [
    [t('quarterly.done'), done],
    [t('quarterly.problems'), problems],
    [t('quarterly.plans'), plans],
  ] as const
  return (
    <Sheet>
      {parts.map(([title, text]) => (
        <section key={title}>
          <h2>{title}</h2>
          {text === '' ? <p>{t('quarterly.nothing')}</p> : <TypedText text={text} />}
        </section>
      ))}
    </Sheet>
  )
}

function Next({ page, intent }: { page: LeadReport; intent: 'signOff' | 'receive' }) {
  const t = useT()
  const step = useFormState(intent)
  const back = useFormState('giveBack')
  return (
    <Sheet labelledBy="step">
      <h2 id="step">{t(`quarterly.step.${intent}`)}</h2>
      <p>{t(intent === 'signOff' ? 'assignment.report.signLead' : 'quarterly.stepLead.receive')}</p>
      <ActionButton form={step} version={page.version}>
        {t(`quarterly.step.${intent}`)}
      </ActionButton>
      <details open={back.wasRefused ? true : undefined}>
        <summary>{t('quarterly.giveBack')}</summary>
        <PostForm form={back} version={page.version}>
          <TextArea form={back} name="reason" label={t('quarterly.giveBackReason')} max={reportMax.reason} rows={4} />
          <Submit quiet>{t('quarterly.giveBack')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
