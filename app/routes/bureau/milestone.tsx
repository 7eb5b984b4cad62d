import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { acceptForm, evidencePublicity, returnForm } from '#app/domain/milestone/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { publishEvidence } from '#app/services/project/publish-evidence.server.ts'
import { readMilestonePage } from '#app/services/project/queries/project-page.server.ts'
import type { EvidenceView } from '#app/services/project/queries/sheet.server.ts'
import { returnReport } from '#app/services/project/return-report.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
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
  const { project, milestone, duplicates } = useLoaderData<typeof loader>()
  const t = useT()
  const [latest, ...earlier] = milestone.reports
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(project.id), text: project.title },
      ]}
    >
      <MilestoneHead project={project} milestone={milestone} />
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
        <Decision version={latest.version} amountFen={milestone.tranche.amountFen} />
      ) : null}
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

function Decision({ version, amountFen }: { version: number; amountFen: string }) {
  const t = useT()
  const { money } = useFormat()
  const accept = useFormState('accept')
  const back = useFormState('return')
  return (
    <div className="two">
      <Sheet labelledBy="accept">
        <h2 id="accept">{t('report.accept')}</h2>
        <p>{t('report.acceptLead', { money: money(amountFen) })}</p>
        <PostForm form={accept} version={version}>
          <TextArea
            form={accept}
            name="note"
            label={t('report.note')}
            hint={t('report.noteHint')}
            max={500}
            rows={4}
            optional
          />
          <Submit>{t('report.accept')}</Submit>
        </PostForm>
      </Sheet>
      <Sheet labelledBy="return">
        <h2 id="return">{t('report.return')}</h2>
        <PostForm form={back} version={version}>
          <TextArea
            form={back}
            name="reason"
            label={t('report.returnReason')}
            hint={t('report.returnHint')}
            max={1000}
            rows={4}
          />
          <Submit quiet>{t('report.return')}</Submit>
        </PostForm>
      </Sheet>
    </div>
  )
}
