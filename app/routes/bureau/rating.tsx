import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  answerComplaintForm,
  assessForm,
  checkForm,
  confirmRatingForm,
  decideForm,
  ratingMax,
  visitForm,
} from '#app/domain/rating/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerComplaint } from '#app/services/rating/complaint.server.ts'
import {
  assess,
  checkApplication,
  confirmRating,
  decideRating,
  recordVisit,
} from '#app/services/rating/process.server.ts'
import {
  type RatingComplaintView,
  type RatingWork,
  readRatingWork,
} from '#app/services/rating/queries/rating-application.server.ts'
import { ExplainedList } from '#app/ui/eligibility/explained-list.tsx'
import { DateField, NumberField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ComplaintAnswer } from '#app/ui/rating/complaint-answer.tsx'
import { Bands, Grade } from '#app/ui/rating/grade.tsx'
import { RatingStateTag } from '#app/ui/rating/state-tag.tsx'
import { TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readRatingWork(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    check: on(checkForm, async ({ ctx, params: { id }, input: { version, decision, reason } }) => {
      const outcome = await checkApplication(ctx, {
        applicationId: id,
        version,
        isAccepted: decision === 'ACCEPT',
        reason,
      })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRating(id), 'rating.toast.checked') : outcome
    }),
    visit: on(visitForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordVisit(ctx, { applicationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRating(id), 'rating.toast.saved') : outcome
    }),
    assess: on(assessForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await assess(ctx, { applicationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRating(id), 'rating.toast.saved') : outcome
    }),
    decide: on(decideForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await decideRating(ctx, { applicationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRating(id), 'rating.toast.noticed') : outcome
    }),
    answer: on(answerComplaintForm, async ({ ctx, params: { id }, input: { complaintId, decision, answer } }) => {
      const outcome = await answerComplaint(ctx, { complaintId, isUpheld: decision === 'UPHOLD', answer })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRating(id), 'rating.toast.answered') : outcome
    }),
    confirm: on(confirmRatingForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await confirmRating(ctx, { applicationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRating(id), 'rating.toast.confirmed') : outcome
    }),
  },
)

export const meta = pageMeta((t, { organizationName }: { organizationName: string }) =>
  t('rating.work.title', { name: organizationName }),
)

export default function RatingApplicationPage() {
  const work = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.bureauRatings(), text: t('rating.board.title') },
        { to: paths.organizationStanding(work.organizationId), text: work.organizationName },
      ]}
    >
      <Sheet>
        <h1>{t('rating.work.title', { name: work.organizationName })}</h1>
        <ul className="meta">
          <li>
            <RatingStateTag state={work.state} />
          </li>
          <li>{t('rating.wanted', { grade: work.wantedGrade })}</li>
          {work.noticeUntil === null ? null : (
            <li>
              <A to={paths.ratingNotice(work.id)}>{t('rating.noticeUntil', { day: day(work.noticeUntil) })}</A>
            </li>
          )}
        </ul>
        <TypedText text={work.statement} />
        {work.refusedReason === '' ? null : <p>{work.refusedReason}</p>}
      </Sheet>
      <Sheet labelledBy="eligible">
        <h2 id="eligible">{t('rating.work.eligible')}</h2>
        <ExplainedList conditions={work.check} />
        <p className="hint">
          {t('credit.basis')} {work.source}
        </p>
        {work.may.check ? <Check work={work} /> : null}
      </Sheet>
      {work.visitedOn === null && !work.may.visit ? null : (
        <Sheet labelledBy="visit">
          <h2 id="visit">{t('rating.work.visit')}</h2>
          {work.visitedOn === null ? null : (
            <>
              <p>{day(work.visitedOn)}</p>
              <TypedText text={work.visitNote} />
            </>
          )}
          {work.may.visit ? <Visit work={work} /> : null}
        </Sheet>
      )}
      {work.proposedPoints === null && !work.may.assess ? null : (
        <Sheet labelledBy="assess">
          <h2 id="assess">{t('rating.work.assess')}</h2>
          {work.proposedPoints === null ? null : (
            <>
              <p>{t('rating.points', { points: work.proposedPoints })}</p>
              <TypedText text={work.assessment} />
            </>
          )}
          {work.may.assess ? <Assess work={work} /> : null}
        </Sheet>
      )}
      {work.points === null && !work.may.decide ? null : (
        <Sheet labelledBy="decide">
          <h2 id="decide">{t('rating.work.decide')}</h2>
          {work.points === null ? null : (
            <>
              <p>
                {t('rating.points', { points: work.points })} · <Grade grade={work.grade ?? 0} /> · {work.decisionNo}
              </p>
              <TypedText text={work.decisionReason} />
            </>
          )}
          {work.may.decide ? <Decide work={work} /> : null}
        </Sheet>
      )}
      {work.complaints.length === 0 ? null : (
        <Sheet labelledBy="complaints">
          <h2 id="complaints">{t('rating.complaint.board')}</h2>
          <ul className="rows">
            {work.complaints.map((complaint) => (
              <Complaint key={complaint.id} complaint={complaint} mayAnswer={work.may.answer} />
            ))}
          </ul>
        </Sheet>
      )}
      {work.may.confirm ? <Confirm work={work} /> : null}
    </Page>
  )
}

function Check({ work: { version } }: { work: RatingWork }) {
  const t = useT()
  const form = useFormState('check')
  return (
    <PostForm form={form} version={version}>
      <RadioGroup
        form={form}
        name="decision"
        label={t('rating.work.checkLabel')}
        options={(['ACCEPT', 'REFUSE'] as const).map((value) => ({ value, label: t(`rating.work.check.${value}`) }))}
      />
      <TextArea
        form={form}
        name="reason"
        label={t('rating.work.reasonIfRefused')}
        hint={t('rating.work.reasonIfRefusedHint')}
        max={ratingMax.reason}
        rows={3}
        optional
      />
      <Submit>{t('rating.work.save')}</Submit>
    </PostForm>
  )
}

function Visit({ work: { version } }: { work: RatingWork }) {
  const t = useT()
  const form = useFormState('visit')
  return (
    <PostForm form={form} version={version}>
      <DateField form={form} name="visitedOn" label={t('rating.work.visitedOn')} />
      <TextArea form={form} name="visitNote" label={t('rating.work.visitNote')} max={ratingMax.note} rows={6} />
      <Submit>{t('rating.work.saveVisit')}</Submit>
    </PostForm>
  )
}

function Assess({ work: { version, bands } }: { work: RatingWork }) {
  const t = useT()
  const form = useFormState('assess')
  return (
    <PostForm form={form} version={version}>
      <Bands bands={bands} />
      <NumberField form={form} name="points" label={t('rating.work.points')} hint={t('rating.work.assessHint')} />
      <TextArea form={form} name="assessment" label={t('rating.work.assessment')} max={ratingMax.note} rows={6} />
      <Submit>{t('rating.work.propose')}</Submit>
    </PostForm>
  )
}

function Decide({ work: { version, bands, noticeDays, proposedPoints } }: { work: RatingWork }) {
  const t = useT()
  const form = useFormState('decide', { points: proposedPoints ?? '' })
  return (
    <PostForm form={form} version={version}>
      <p>{t('rating.work.decideLead', { days: noticeDays })}</p>
      <Bands bands={bands} />
      <NumberField form={form} name="points" label={t('rating.work.finalPoints')} />
      <TextArea form={form} name="reason" label={t('rating.work.reasons')} max={ratingMax.reason} rows={4} />
      <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
      <Submit>{t('rating.work.announce')}</Submit>
    </PostForm>
  )
}

function Complaint({ complaint, mayAnswer }: { complaint: RatingComplaintView; mayAnswer: boolean }) {
  const t = useT()
  const { instant } = useFormat()
  const form = useRowForm('answer', 'complaintId', complaint.id)
  return (
    <li>
      <p>{instant(complaint.filedAt)}</p>
      <TypedText text={complaint.statement} />
      {complaint.isUpheld === null ? null : <ComplaintAnswer complaint={complaint} />}
      {complaint.isUpheld === null && mayAnswer ? (
        <PostForm form={form}>
          <input type="hidden" name="complaintId" value={complaint.id} />
          <RadioGroup
            form={form}
            name="decision"
            label={t('rating.complaint.decide')}
            options={[
              { value: 'UPHOLD', label: t('rating.complaint.upheld') },
              { value: 'REJECT', label: t('rating.complaint.rejected') },
            ]}
          />
          <TextArea form={form} name="answer" label={t('rating.complaint.answer')} max={ratingMax.reason} rows={3} />
          <Submit>{t('rating.complaint.send')}</Submit>
        </PostForm>
      ) : null}
    </li>
  )
}

function Confirm({ work: { version, grade, plaqueFromGrade } }: { work: RatingWork }) {
  const t = useT()
  const form = useFormState('confirm')
  return (
    <Sheet labelledBy="confirm">
      <h2 id="confirm">{t('rating.work.confirm')}</h2>
      <p>{t('rating.work.confirmLead')}</p>
      <PostForm form={form} version={version}>
        {(grade ?? 0) >= plaqueFromGrade ? (
          <TextField form={form} name="plaqueNo" label={t('rating.work.plaqueNo')} autoComplete="off" optional />
        ) : null}
        <Submit>{t('rating.work.confirm')}</Submit>
      </PostForm>
    </Sheet>
  )
}
