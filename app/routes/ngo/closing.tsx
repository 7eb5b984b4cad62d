import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  answerFindingForm,
  closingReasonMax,
  documentForm,
  draftForm,
  narrativeMax,
  submitForm,
} from '#app/domain/closing/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerFinding } from '#app/services/closing/audit.server.ts'
import { addClosingDocument, saveFinalReport, submitFinalReport } from '#app/services/closing/final-report.server.ts'
import { type ClosingPage, type FindingView, readClosing } from '#app/services/closing/queries/closing.server.ts'
import { AccountSheet } from '#app/ui/closing/account-sheet.tsx'
import { AuditSheet } from '#app/ui/closing/audit-sheet.tsx'
import { ReportSheet } from '#app/ui/closing/report-sheet.tsx'
import { FileField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readClosing(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    save: on(draftForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await saveFinalReport(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoClosing(id), 'closing.toast.saved') : outcome
    }),
    submit: on(submitForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await submitFinalReport(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoClosing(id), 'closing.toast.submitted') : outcome
    }),
    document: on(documentForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addClosingDocument(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoClosing(id), 'closing.toast.documentAdded') : outcome
    }),
    answer: on(answerFindingForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerFinding(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoClosing(id), 'closing.toast.answered') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: ClosingPage) => `${t('closing.title')} · ${page.title}`)

export default function NgoClosing() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.ngoProjects(), text: t('project.mine') },
        { to: paths.ngoProject(page.id), text: page.title },
      ]}
    >
      <AccountSheet page={page} />
      {page.isSettling || page.state === 'CLOSED' ? (
        <ReportSheet page={page}>{page.may.write ? <Writing page={page} /> : null}</ReportSheet>
      ) : null}
      {page.audits.map((audit) => (
        <AuditSheet
          key={audit.id}
          audit={audit}
          more={(finding) =>
            finding.state === 'OPEN' && page.may.answerFinding ? <Answering finding={finding} /> : null
          }
        />
      ))}
    </Page>
  )
}

function Writing({ page }: { page: ClosingPage }) {
  const t = useT()
  const { report } = page
  const stored = { narrative: report?.narrative ?? '', assets: report?.assets ?? '', results: report?.results ?? '' }
  const saved = useFormState('save', stored)
  const submitted = useFormState('submit', stored)
  const form = submitted.cameBack ? { ...submitted, intent: 'save' } : saved
  const document = useFormState('document')
  return (
    <>
      <PostForm form={document} withFiles>
        <FileField form={document} name="file" label={t('closing.document')} hint={t('closing.documentHint')} />
        <Submit quiet>{t('closing.addDocument')}</Submit>
      </PostForm>
      <PostForm form={form} version={report?.version ?? 1}>
        {(['narrative', 'assets', 'results'] as const).map((name) => (
          <TextArea
            key={name}
            form={form}
            name={name}
            label={t(`closing.report.${name}`)}
            hint={t(`closing.report.${name}Hint`)}
            optional={name !== 'narrative'}
            max={narrativeMax}
            rows={name === 'narrative' ? 10 : 4}
          />
        ))}
        <Submit quiet={page.may.submit}>{t('closing.report.save')}</Submit>
        {page.may.submit ? (
          <>
            <p>{t('closing.report.submitLead')}</p>
            <Submit intent="submit">{t('closing.report.submit')}</Submit>
          </>
        ) : (
          <p className="hint">{t('closing.report.submitWaits')}</p>
        )}
      </PostForm>
    </>
  )
}

function Answering({ finding }: { finding: FindingView }) {
  const t = useT()
  const form = useRowForm('answer', 'findingId', finding.id)
  return (
    <PostForm form={form} version={finding.version} withFiles>
      <input type="hidden" name="findingId" value={finding.id} />
      <TextArea form={form} name="answer" label={t('closing.finding.answer')} max={closingReasonMax} rows={4} />
      <FileField form={form} name="file" label={t('closing.finding.evidence')} optional />
      <Submit>{t('closing.finding.sendAnswer')}</Submit>
    </PostForm>
  )
}
