import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  auditForm,
  closingReasonMax,
  closingStep,
  findingForm,
  findingStep,
  giveBackForm,
  opinions,
  proposeForm,
  settleFindingForm,
  severities,
} from '#app/domain/closing/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { addFinding, recordAudit, settleFinding } from '#app/services/closing/audit.server.ts'
import {
  approveClosing,
  giveBackFinalReport,
  proposeClosing,
  withdrawClosing,
} from '#app/services/closing/final-report.server.ts'
import { type ClosingPage, type FindingView, readClosing } from '#app/services/closing/queries/closing.server.ts'
import { AccountSheet } from '#app/ui/closing/account-sheet.tsx'
import { AuditSheet } from '#app/ui/closing/audit-sheet.tsx'
import { ReportSheet } from '#app/ui/closing/report-sheet.tsx'
import { DateField, FileField, MoneyField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readClosing(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params, takesFile: true },
  {
    giveBack: on(giveBackForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveBackFinalReport(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.returned') : outcome
    }),
    audit: on(auditForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordAudit(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.audited') : outcome
    }),
    finding: on(findingForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addFinding(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.findingAdded') : outcome
    }),
    settle: on(settleFindingForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await settleFinding(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.settled') : outcome
    }),
    reopen: on(findingStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await settleFinding(ctx, { ...input, settlement: null })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.reopened') : outcome
    }),
    propose: on(proposeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await proposeClosing(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.proposed') : outcome
    }),
    withdraw: on(closingStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawClosing(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.withdrawn') : outcome
    }),
    approve: on(closingStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await approveClosing(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClosing(id), 'closing.toast.closed') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: ClosingPage) => `${t('closing.title')} · ${page.title}`)

export default function BureauClosing() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.id), text: page.title }]}>
      <AccountSheet page={page} />
      <p>
        <A to={paths.bureauArchive(page.id)}>{t('closing.archive.link')}</A>
        {page.may.proposeReturn ? (
          <>
            {' · '}
            <A to={paths.bureauClawbacks(page.id)}>{t('closing.proposeReturn')}</A>
          </>
        ) : null}
      </p>
      {page.isSettling || page.state === 'CLOSED' ? (
        <ReportSheet page={page}>{page.may.giveBack ? <GiveBack page={page} /> : null}</ReportSheet>
      ) : null}
      {page.audits.map((audit) => (
        <AuditSheet
          key={audit.id}
          audit={audit}
          more={(finding) =>
            finding.state === 'ANSWERED' && page.may.settleFinding ? <Settling finding={finding} /> : null
          }
        >
          {page.may.audit ? <AddFinding auditId={audit.id} /> : null}
        </AuditSheet>
      ))}
      {page.may.audit ? <RecordAudit page={page} /> : null}
      <Deciding page={page} />
    </Page>
  )
}

function GiveBack({ page }: { page: ClosingPage }) {
  const t = useT()
  const form = useFormState('giveBack')
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('closing.report.giveBack')}</summary>
      <PostForm form={form} version={page.report?.version}>
        <TextArea
          form={form}
          name="reason"
          label={t('closing.report.giveBackReason')}
          max={closingReasonMax}
          rows={3}
        />
        <Submit quiet>{t('closing.report.giveBack')}</Submit>
      </PostForm>
    </details>
  )
}

function Settling({ finding }: { finding: FindingView }) {
  const t = useT()
  const settle = useRowForm('settle', 'findingId', finding.id)
  const reopen = useFormState('reopen')
  return (
    <>
      <p>{t('closing.finding.settleLead')}</p>
      <PostForm form={settle} version={finding.version}>
        <input type="hidden" name="findingId" value={finding.id} />
        <TextArea
          form={settle}
          name="settlement"
          label={t('closing.finding.settlement')}
          max={closingReasonMax}
          rows={3}
        />
        <Submit>{t('closing.finding.settle')}</Submit>
      </PostForm>
      <ActionButton form={reopen} version={finding.version} quiet fields={{ findingId: finding.id }}>
        {t('closing.finding.reopen')}
      </ActionButton>
    </>
  )
}

function AddFinding({ auditId }: { auditId: string }) {
  const t = useT()
  const form = useRowForm('finding', 'auditId', auditId)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('closing.finding.add')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="auditId" value={auditId} />
        <SelectField
          form={form}
          name="severity"
          label={t('closing.finding.severityLabel')}
          placeholder={t('closing.finding.choose')}
          options={severities.map((value) => ({ value, label: t(`closing.finding.severity.${value}`) }))}
        />
        <TextArea form={form} name="text" label={t('closing.finding.text')} max={closingReasonMax} rows={4} />
        <MoneyField
          form={form}
          name="amount"
          label={t('closing.finding.amount')}
          optional={t('closing.finding.amountOptional')}
        />
        <DateField form={form} name="answerDueOn" label={t('closing.finding.answerDueOn')} />
        <Submit>{t('closing.finding.add')}</Submit>
      </PostForm>
    </details>
  )
}

function RecordAudit({ page }: { page: ClosingPage }) {
  const t = useT()
  const form = useFormState('audit', { auditedOn: page.today })
  return (
    <Sheet labelledBy="record-audit">
      <h2 id="record-audit">{t('closing.audit.record')}</h2>
      {page.audits.length === 0 ? <p>{t('closing.audit.none')}</p> : null}
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('closing.audit.record')}</summary>
        <p>{t('closing.audit.recordLead')}</p>
        <PostForm form={form} withFiles>
          <TextField
            form={form}
            name="firm"
            label={t('closing.audit.firm')}
            optional={t('closing.audit.firmOptional')}
          />
          <SelectField
            form={form}
            name="opinion"
            label={t('closing.audit.opinionLabel')}
            placeholder={t('closing.finding.choose')}
            options={opinions.map((value) => ({ value, label: t(`closing.audit.opinion.${value}`) }))}
          />
          <TextArea form={form} name="summary" label={t('closing.audit.summary')} max={closingReasonMax} rows={4} />
          <DateField form={form} name="auditedOn" label={t('closing.audit.auditedOn')} />
          <FileField
            form={form}
            name="file"
            label={t('closing.audit.file')}
            optional={t('closing.audit.fileOptional')}
          />
          <Submit>{t('closing.audit.record')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

function Deciding({ page }: { page: ClosingPage }) {
  const t = useT()
  const { instant } = useFormat()
  const { report, may } = page
  const propose = useFormState('propose')
  const withdraw = useFormState('withdraw')
  const approve = useFormState('approve')
  if (report === null || (report.state !== 'PROPOSED' && !may.propose)) return null
  return (
    <Sheet labelledBy="decide">
      <h2 id="decide">{t('closing.decide.title')}</h2>
      {may.propose ? (
        <>
          <p>{t('closing.decide.proposeLead')}</p>
          <PostForm form={propose} version={report.version}>
            <TextArea
              form={propose}
              name="note"
              label={t('closing.decide.note')}
              optional
              max={closingReasonMax}
              rows={3}
            />
            <Submit>{t('closing.decide.propose')}</Submit>
          </PostForm>
        </>
      ) : null}
      {report.proposedAt === null ? null : (
        <>
          <p>
            <Mixed
              text={t('closing.decide.proposedBy', {
                name: report.proposedByName ?? '',
                at: instant(report.proposedAt),
              })}
            />
          </p>
          <TypedText text={report.proposalNote} />
        </>
      )}
      {may.approve ? (
        <>
          <p>{t('closing.decide.approveLead')}</p>
          <ActionButton form={approve} version={report.version}>
            {t('closing.decide.approve')}
          </ActionButton>
        </>
      ) : report.state === 'PROPOSED' ? (
        <p>{t('closing.decide.waits')}</p>
      ) : null}
      {may.withdraw ? (
        <ActionButton form={withdraw} version={report.version} quiet>
          {t('closing.decide.withdraw')}
        </ActionButton>
      ) : null}
    </Sheet>
  )
}
