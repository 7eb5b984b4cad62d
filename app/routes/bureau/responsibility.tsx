import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  assignmentEnd,
  assignmentMax,
  assignmentNote,
  assignmentStep,
  reportStart,
} from '#app/domain/assignment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  closeAssignment,
  dropAssignment,
  issueAssignment,
  noteAssignment,
} from '#app/services/assignment/assignment.server.ts'
import { type AssignmentPage, readAssignment } from '#app/services/assignment/queries/assignments.server.ts'
import { type ReportQuarters, readReportQuarters } from '#app/services/assignment/queries/reports.server.ts'
import { startReport } from '#app/services/assignment/report.server.ts'
import { LeadReports } from '#app/ui/assignment/report-parts.tsx'
import { AssignmentSheets } from '#app/ui/assignment/assignment-parts.tsx'
import { Checkbox, SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })
type View = { page: AssignmentPage; reports: ReportQuarters }

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }): Promise<View> => ({
  page: orNotFound(await readAssignment(ctx, id, false)),
  reports: await readReportQuarters(ctx, id),
}))

export const action = pageAction(
  { may: 'body', params },
  {
    issue: on(assignmentStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await issueAssignment(ctx, { ...input, assignmentId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResponsibility(id), 'assignment.toast.issued') : outcome
    }),
    note: on(assignmentNote, async ({ ctx, params: { id }, input }) => {
      const outcome = await noteAssignment(ctx, { ...input, assignmentId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResponsibility(id), 'assignment.toast.noted') : outcome
    }),
    startReport: on(reportStart, async ({ ctx, params: { id }, input }) => {
      const outcome = await startReport(ctx, { assignmentId: id, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauResponsibilityReport(outcome.id), 'quarterly.toast.started')
        : outcome
    }),
    close: on(assignmentEnd, async ({ ctx, params: { id }, input }) => {
      const outcome = await closeAssignment(ctx, { ...input, assignmentId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResponsibility(id), 'assignment.toast.closed') : outcome
    }),
    drop: on(assignmentEnd, async ({ ctx, params: { id }, input }) => {
      const outcome = await dropAssignment(ctx, { ...input, assignmentId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResponsibility(id), 'assignment.toast.dropped') : outcome
    }),
  },
)

export const meta = pageMeta<View>((_t, { page: { title } }) => title)

export default function ResponsibilityWork() {
  const { page, reports } = useLoaderData<typeof loader>() as View
  const t = useT()
  const issue = useFormState('issue')
  return (
    <Page crumbs={[{ to: paths.bureauResponsibilities(), text: t('assignment.board.title') }]}>
      <AssignmentSheets page={page} />
      {page.state === 'PROPOSED' ? null : <LeadReports reports={reports} mayStart />}
      {page.mayIssue ? (
        <Sheet>
          <PostForm form={issue} version={page.version}>
            <Submit>{t('assignment.issue')}</Submit>
          </PostForm>
        </Sheet>
      ) : null}
      {page.noteBodies.length === 0 ? null : <Note page={page} />}
      {page.mayClose ? <End page={page} event="close" /> : null}
      {page.mayDrop ? <End page={page} event="drop" /> : null}
    </Page>
  )
}

function Note({ page: { noteBodies } }: { page: AssignmentPage }) {
  const t = useT()
  const form = useFormState('note', { bodyId: noteBodies[0]?.value ?? '' })
  return (
    <Sheet labelledBy="note">
      <h2 id="note">{t('assignment.note.title')}</h2>
      <PostForm form={form}>
        <SelectField form={form} name="bodyId" label={t('assignment.note.body')} options={noteBodies} />
        <TextArea form={form} name="text" label={t('assignment.note.text')} max={assignmentMax.note} rows={4} />
        <Checkbox form={form} name="isFinished" label={t('assignment.note.isFinished')} />
        <Submit>{t('assignment.note.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function End({ page, event }: { page: AssignmentPage; event: 'close' | 'drop' }) {
  const t = useT()
  const form = useFormState(event)
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t(`assignment.end.${event}`)}</summary>
        <PostForm form={form} version={page.version}>
          <TextArea
            form={form}
            name="result"
            label={t(event === 'close' ? 'assignment.end.result' : 'assignment.end.reason')}
            max={assignmentMax.result}
            rows={3}
          />
          <Submit quiet={event === 'drop'}>{t(`assignment.end.${event}`)}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
