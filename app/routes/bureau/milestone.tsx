import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { acceptForm, evidencePublicity, returnForm } from '#app/domain/milestone/schema.ts'
import { acceptPartForm, appealAnswerForm, bpsOf, rejectForm, reviewForm } from '#app/domain/milestone/review.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { acceptPart, acceptReport } from '#app/services/project/accept-report.server.ts'
import { publishEvidence } from '#app/services/project/publish-evidence.server.ts'
import { readMilestonePage } from '#app/services/project/queries/project-page.server.ts'
import type { EvidenceView } from '#app/services/project/queries/sheet.server.ts'
import { decideAppeal, rejectReport, settleRejection } from '#app/services/project/reject-report.server.ts'
import { saveReview } from '#app/services/project/save-review.server.ts'
import { returnReport } from '#app/services/project/return-report.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { AppealSheet } from '#app/ui/project/appeal-sheet.tsx'
import { DecisionSheet } from '#app/ui/project/decision-sheet.tsx'
import { ReviewSheet } from '#app/ui/project/review-sheet.tsx'
import { SplitNote } from '#app/ui/project/split-note.tsx'
import { DuplicateList } from '#app/ui/project/duplicate-list.tsx'
import { MilestoneHead } from '#app/ui/project/milestone-head.tsx'
import { EarlierReports, ReportBody } from '#app/ui/project/report-body.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readMilestonePage(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    accept: on(acceptForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await acceptReport(ctx, { milestoneId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.toast.accepted') : outcome
    }),
    return: on(returnForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await returnReport(ctx, { milestoneId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.toast.returned') : outcome
    }),
    review: on(reviewForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await saveReview(ctx, { milestoneId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.review.saved') : outcome
    }),
    acceptPart: on(acceptPartForm, async ({ ctx, params: { id }, input }) => {
      const { version, amount, percent, rest, dueOn, reason } = input
      const outcome = await acceptPart(ctx, {
        milestoneId: id,
        version,
        reason,
        part: typeof amount === 'bigint' ? { fen: amount } : { bps: bpsOf(percent) },
        rest: rest === 'cancel' || dueOn === undefined ? 'cancel' : { supplementDueOn: dueOn },
      })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.review.partAccepted') : outcome
    }),
    reject: on(rejectForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await rejectReport(ctx, { milestoneId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.review.rejected') : outcome
    }),
    answerAppeal: on(appealAnswerForm, async ({ ctx, params: { id }, input: { answer, then } }) => {
      const outcome = await decideAppeal(ctx, { milestoneId: id, answer, isUpheld: then === 'uphold' })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.appeal.decided') : outcome
    }),
    settle: on(z.object({}), async ({ ctx, params: { id } }) => {
      const outcome = await settleRejection(ctx, { milestoneId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.appeal.settled') : outcome
    }),
    publish: on(evidencePublicity, async ({ ctx, params: { id }, input }) => {
      const outcome = await publishEvidence(ctx, {
        milestoneId: id,
        evidenceId: input.evidenceId,
        isPublic: input.isPublic === 'yes',
      })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMilestone(id), 'report.toast.published') : outcome
    }),
  },
)

type View = NonNullable<Awaited<ReturnType<typeof readMilestonePage>>>

export const meta = pageMeta(
  (t, { milestone }: View) => `${t('milestone.position', { position: milestone.position })} ${milestone.title}`,
)

export default function BureauMilestone() {
  const { project, milestone, duplicates, review, appealDays } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const [latest, ...earlier] = milestone.reports
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(project.id), text: project.title },
      ]}
    >
      <MilestoneHead project={project} milestone={milestone} />
      <SplitNote milestone={milestone} to={paths.bureauMilestone} />
      {review.dueOn === null ? null : (
        <p className={review.isLate ? 'notice' : undefined}>
          {review.isLate
            ? t('report.review.late', { day: day(review.dueOn) })
            : t('report.review.dueOn', { day: day(review.dueOn) })}
        </p>
      )}
      {latest === undefined ? (
        <Sheet>
          <p>{t('report.none')}</p>
        </Sheet>
      ) : (
        <Sheet labelledBy="report">
          <h2 id="report">
            {t('report.title')} · {t('report.version', { number: latest.number })} · {t(`report.state.${latest.state}`)}
          </h2>
          <ReportBody
            report={latest}
            indicators={milestone.indicators}
            criteria={milestone.criteria}
            {...(project.may.publishEvidence ? { action: (piece: EvidenceView) => <Publicity piece={piece} /> } : {})}
          />
        </Sheet>
      )}
      {duplicates.length === 0 ? null : (
        <Sheet>
          <DuplicateList duplicates={duplicates} lead={t('report.duplicate.reviewLead')} />
        </Sheet>
      )}
      {latest?.state === 'SUBMITTED' && milestone.mayDecide ? (
        <>
          <ReviewSheet milestone={milestone} report={latest} />
          <DecisionSheet version={latest.version} amountFen={milestone.tranche.amountFen} appealDays={appealDays} />
        </>
      ) : null}
      {latest === undefined ? null : <AppealSheet report={latest} standing={review} />}
      <EarlierReports reports={earlier} indicators={milestone.indicators} criteria={milestone.criteria} />
    </Page>
  )
}

function Publicity({ piece }: { piece: EvidenceView }) {
  const t = useT()
  const form = useFormState('publish')
  return (
    <ActionButton form={form} quiet fields={{ evidenceId: piece.id, isPublic: piece.isPublic ? 'no' : 'yes' }}>
      {piece.isPublic ? t('report.makeInternal') : t('report.makePublic')}
    </ActionButton>
  )
}
