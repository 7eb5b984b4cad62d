import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { evidenceChoice, evidenceForm, narrativeMax, reportForm } from '#app/domain/milestone/schema.ts'
import { evidenceKinds, missingKinds } from '#app/domain/milestone/terms.ts'
import { appealForm, type FindingPart } from '#app/domain/milestone/review.ts'
import { autosaved } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { askLead } from '#app/services/project/ask-lead.server.ts'
import { appealRejection } from '#app/services/project/reject-report.server.ts'
import { attachEvidence, removeEvidence } from '#app/services/project/attach-evidence.server.ts'
import { readMilestonePage } from '#app/services/project/queries/project-page.server.ts'
import { saveReport } from '#app/services/project/save-report.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { submitReport } from '#app/services/project/submit-report.server.ts'
import { takePhotos } from '#app/services/project/take-photos.server.ts'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { Checkbox, FileField, NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { AppealSheet } from '#app/ui/project/appeal-sheet.tsx'
import { FindingLine, findingOn } from '#app/ui/project/findings.tsx'
import { SplitNote } from '#app/ui/project/split-note.tsx'
import { DuplicateList } from '#app/ui/project/duplicate-list.tsx'
import { A } from '#app/ui/link.tsx'
import { MilestoneHead } from '#app/ui/project/milestone-head.tsx'
import { RequiredEvidence } from '#app/ui/project/milestone-terms.tsx'
import { EarlierReports, EvidenceList, ReportBody } from '#app/ui/project/report-body.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readMilestonePage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    start: on(z.object({}), async ({ ctx, params: { id } }) => {
      const outcome = await startReport(ctx, { milestoneId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoMilestone(id), 'report.toast.started') : outcome
    }),
    save: on(reportForm, async ({ ctx, params: { id }, input: { then, ...input } }) => {
      const report = { milestoneId: id, ...input }
      const outcome = await (then === 'submit' ? submitReport(ctx, report) : saveReport(ctx, report))
      const toast = then === 'submit' ? 'report.toast.submitted' : 'report.toast.saved'
      return outcome.ok ? redirectWithToast(ctx, paths.ngoMilestone(id), toast) : outcome
    }),
    autosave: on(reportForm, async ({ ctx, params: { id }, input: { narrative, figures, version } }) => {
      const outcome = await saveReport(ctx, { milestoneId: id, narrative, figures, version })
      return outcome.ok ? autosaved({ version: outcome.version, savedAt: ctx.now }) : outcome
    }),
    attach: on(evidenceForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await attachEvidence(ctx, { milestoneId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoMilestone(id), 'report.toast.attached') : outcome
    }),
    askLead: on(z.object({}), async ({ ctx, params: { id } }) => {
      const outcome = await askLead(ctx, { milestoneId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoMilestone(id), 'report.review.leadAsked') : outcome
    }),
    appeal: on(appealForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await appealRejection(ctx, { milestoneId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoMilestone(id), 'report.appeal.sent') : outcome
    }),
    takePhotos: on(z.object({}), async ({ ctx, params: { id } }) => {
      const outcome = await takePhotos(ctx, { milestoneId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoMilestone(id), 'activity.photosTaken') : outcome
    }),
    remove: on(evidenceChoice, async ({ ctx, params: { id }, input }) => {
      const outcome = await removeEvidence(ctx, { milestoneId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoMilestone(id), 'report.toast.removed') : outcome
    }),
  },
)

type View = NonNullable<Awaited<ReturnType<typeof readMilestonePage>>>

export const meta = pageMeta(
  (t, { milestone }: View) => `${t('milestone.position', { position: milestone.position })} ${milestone.title}`,
)

export default function NgoMilestone() {
  const page = useLoaderData<typeof loader>()
  const { project, milestone, review } = page
  const t = useT()
  const [latest, ...earlier] = milestone.reports
  const draft = latest?.state === 'DRAFT' ? latest : undefined
  const lastReturned = milestone.reports.find(({ state }) => state === 'RETURNED')
  return (
    <Page
      crumbs={[
        { to: paths.ngoProjects(), text: t('project.mine') },
        { to: paths.ngoProject(project.id), text: project.title },
      ]}
    >
      <MilestoneHead project={project} milestone={milestone} />
      <SplitNote milestone={milestone} to={paths.ngoMilestone} />
      {milestone.state === 'RETURNED' && lastReturned !== undefined ? (
        <div className="notice">
          <strong>{t('report.returnedBecause')}</strong>
          <TypedText text={lastReturned.decisionReason} />
        </div>
      ) : null}
      {draft === undefined ? null : <Draft {...page} draft={draft} />}
      {draft === undefined &&
      project.may.writeReport &&
      (milestone.state === 'PLANNED' || milestone.state === 'RETURNED') ? (
        <Start isAgain={latest !== undefined} />
      ) : null}
      {latest !== undefined && draft === undefined ? (
        <Sheet labelledBy="report">
          <h2 id="report">
            {t('report.title')} · {t('report.version', { number: latest.number })}
          </h2>
          {latest.state === 'SUBMITTED' ? <Waiting review={review} isLeadAsked={latest.isLeadAsked} /> : null}
          <ReportBody report={latest} indicators={milestone.indicators} criteria={milestone.criteria} />
        </Sheet>
      ) : null}
      {latest === undefined ? null : <AppealSheet report={latest} standing={review} />}
      <EarlierReports reports={earlier} indicators={milestone.indicators} criteria={milestone.criteria} />
    </Page>
  )
}

/** By when the other side is to decide, and whom to ask when it does not. */
function Waiting({ review, isLeadAsked }: Pick<View, 'review'> & { isLeadAsked: boolean }) {
  const t = useT()
  const { day } = useFormat()
  const ask = useFormState('askLead')
  return (
    <>
      <p>
        {t('milestone.waiting')}{' '}
        {review.dueOn === null
          ? null
          : review.isLate
            ? t('report.review.late', { day: day(review.dueOn) })
            : t('report.review.dueOn', { day: day(review.dueOn) })}
      </p>
      {isLeadAsked ? <p>{t('report.review.leadAsked')}</p> : null}
      {review.mayAskLead ? (
        <>
          <p>{t('report.review.askLeadLead')}</p>
          <ActionButton form={ask} quiet>
            {t('report.review.askLead')}
          </ActionButton>
        </>
      ) : null}
    </>
  )
}

function Start({ isAgain }: { isAgain: boolean }) {
  const t = useT()
  const form = useFormState('start')
  return (
    <Sheet labelledBy="start">
      <h2 id="start">{t('report.title')}</h2>
      <p>{t('report.startLead')}</p>
      <ActionButton form={form}>{isAgain ? t('report.startAgain') : t('report.start')}</ActionButton>
    </Sheet>
  )
}

type DraftProps = View & { draft: View['milestone']['reports'][number] }

function Draft({ project, milestone, duplicates, counted, photosToTake, draft }: DraftProps) {
  const t = useT()
  const { number } = useFormat()
  // What was to be changed in the version before stands beside its field.
  const before = milestone.reports.find(({ number }) => number === draft.number - 1)
  const criteria = milestone.criteria.filter(({ isRetired }) => !isRetired)
  const on = (part: FindingPart, id: string) =>
    before === undefined ? null : <FindingLine finding={findingOn(before.findings, part, id)} />
  const form = useFormState('save', {
    version: draft.version,
    narrative: draft.narrative,
    figures: milestone.indicators.map(({ id }) => ({ indicatorId: id, actual: draft.figures[id] ?? '' })),
  })
  return (
    <>
      <Evidence milestone={milestone} duplicates={duplicates} photosToTake={photosToTake} draft={draft} />
      <Sheet labelledBy="report">
        <h2 id="report">
          {t('report.title')} · {t('report.version', { number: draft.number })}
        </h2>
        {before === undefined
          ? null
          : criteria.map(({ id, text }) =>
              findingOn(before.findings, 'CRITERION', id) === undefined ? null : (
                <div key={id}>
                  <strong>
                    <Typed>{text}</Typed>
                  </strong>
                  {on('CRITERION', id)}
                </div>
              ),
            )}
        <PostForm form={form} version={draft.version} autosave="autosave">
          {before === undefined ? null : on('NARRATIVE', before.id)}
          <TextArea
            form={form}
            name="narrative"
            label={t('report.narrative')}
            hint={t('report.narrativeHint')}
            max={narrativeMax}
            rows={10}
          />
          {milestone.indicators.map(({ id, name, unit, target, counting }, index) => (
            <div key={id}>
              <input type="hidden" name={`figures[${index}].indicatorId`} value={id} />
              {on('FIGURE', id)}
              {counting === 'TYPED' ? null : (
                <p>
                  <strong>
                    <Mixed text={t('report.actualOf', { name, unit, target: number(target) })} />
                  </strong>
                  <br />
                  {t('activity.sum', {
                    sum: number(counted.find((one) => one.id === id)?.sum ?? 0),
                    counting: t(`milestone.terms.countingWord.${counting}`),
                  })}{' '}
                  <A to={paths.ngoActivities(project.id)}>{t('activity.add')}</A>
                </p>
              )}
              {counting === 'TYPED' ? (
                <NumberField
                  form={form}
                  name={`figures[${index}].actual`}
                  label={t('report.actualOf', { name, unit, target: number(target) })}
                />
              ) : null}
            </div>
          ))}
          <p>{project.may.submitReport ? t('report.submitLead') : t('report.submitOnly')}</p>
          <div className="actions">
            <Submit quiet>{t('report.save')}</Submit>
            {project.may.submitReport ? (
              <button type="submit" name="then" value="submit">
                {t('report.submit')}
              </button>
            ) : null}
          </div>
          <AutosaveStatus />
        </PostForm>
      </Sheet>
    </>
  )
}

function Evidence({
  milestone,
  duplicates,
  photosToTake,
  draft,
}: Pick<DraftProps, 'milestone' | 'duplicates' | 'photosToTake' | 'draft'>) {
  const t = useT()
  const missing = missingKinds(milestone.requiredEvidence, draft.evidence)
  const attach = useFormState('attach', { kind: missing[0] ?? 'OTHER' })
  const criteria = milestone.criteria.filter(({ isRetired }) => !isRetired)
  const remove = useFormState('remove')
  const take = useFormState('takePhotos')
  return (
    <Sheet labelledBy="evidence">
      <h2 id="evidence">{t('report.evidence')}</h2>
      <p>{t('report.evidenceLead')}</p>
      <EvidenceList
        evidence={draft.evidence}
        criteria={milestone.criteria}
        action={(piece) => (
          <ActionButton form={remove} quiet fields={{ evidenceId: piece.id }}>
            {t('report.remove')}
          </ActionButton>
        )}
      />
      <DuplicateList duplicates={duplicates} lead={t('report.duplicate.writeLead')} />
      <RequiredEvidence required={milestone.requiredEvidence} evidence={draft.evidence} />
      {photosToTake === 0 ? null : (
        <ActionButton form={take} quiet>
          {t('activity.takePhotos', { count: photosToTake })}
        </ActionButton>
      )}
      <h3>{t('report.upload')}</h3>
      <PostForm form={attach} withFiles>
        <SelectField
          form={attach}
          name="kind"
          label={t('report.kind')}
          options={evidenceKinds.map((kind) => ({ value: kind, label: t(`milestone.evidenceKind.${kind}`) }))}
        />
        {criteria.length === 0 ? null : (
          <SelectField
            form={attach}
            name="criterionId"
            label={t('report.criterion')}
            optional
            placeholder={t('report.criterionNone')}
            options={criteria.map(({ id, text }) => ({ value: id, label: text }))}
          />
        )}
        <TextField form={attach} name="title" label={t('report.evidenceTitle')} />
        <FileField form={attach} name="file" label={t('report.file')} />
        <Checkbox form={attach} name="isPublic" label={t('report.mayPublish')} hint={t('report.mayPublishHint')} />
        <Submit quiet>{t('report.upload')}</Submit>
      </PostForm>
    </Sheet>
  )
}
