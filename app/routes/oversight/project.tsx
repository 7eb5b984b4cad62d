import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { closeForm, objectionForm } from '#app/domain/project/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { closeObjection, raiseObjection } from '#app/services/project/object.server.ts'
import { declarationAwaited } from '#app/services/evaluation/queries/must-declare-first.server.ts'
import { readProjectEvaluations } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { readProjectPage, type ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { ContractChanges } from '#app/ui/amendment/contract-changes.tsx'
import { EvaluationsSheet } from '#app/ui/evaluation/evaluations-sheet.tsx'
import { AccountLinks } from '#app/ui/closing/account-links.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { OwedSheet } from '#app/ui/halt/owed-sheet.tsx'
import { StandingHalt } from '#app/ui/halt/standing-halt.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ContractContent } from '#app/ui/project/contract-content.tsx'
import { MilestoneTable } from '#app/ui/project/milestone-table.tsx'
import { ObjectionList } from '#app/ui/project/objection-list.tsx'
import { ProjectHead } from '#app/ui/project/project-head.tsx'
import { ReportBody } from '#app/ui/project/report-body.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { ObservationLink } from '#app/ui/observation/observation-link.tsx'
import { GiftLink } from '#app/ui/gift/gift-link.tsx'
import { VoiceLink } from '#app/ui/voice/voice-link.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) => {
  const project = await readProjectPage(ctx, { projectId: id })
  const awaited = project === null ? await declarationAwaited(ctx, id) : null
  // Whoever is to evaluate it declares first, and is led there.
  if (awaited !== null) throw goTo(ctx, paths.evaluation(awaited))
  return { ...orNotFound(project), evaluations: await readProjectEvaluations(ctx, id) }
})

export const action = pageAction(
  { may: 'supervisor', params },
  {
    raise: on(objectionForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await raiseObjection(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.oversightProject(id), 'project.toast.objected') : outcome
    }),
    close: on(closeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await closeObjection(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.oversightProject(id), 'project.toast.closed') : outcome
    }),
  },
)

export const meta = pageMeta((_t, project: ProjectPage) => project.title)

export default function OversightProject() {
  const project = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.oversight(), text: t('oversight.title') }]}>
      <ProjectHead project={project} statement={paths.bureauProjectStatement(project.id)} />
      <StandingHalt project={project} />
      <OwedSheet project={project} />
      {project.state === 'PREPARING' ? null : <VoiceLink to={paths.bureauVoice(project.id)} />}
      {project.state === 'PREPARING' ? null : <GiftLink to={paths.bureauGifts(project.id)} />}
      {project.state === 'PREPARING' ? null : <ObservationLink to={paths.bureauObservations(project.id)} />}
      {project.state === 'PREPARING' ? null : (
        <AccountLinks side="bureau" projectId={project.id} hasCofunding={project.cofunding.length > 0} />
      )}
      <Sheet labelledBy="objections">
        <h2 id="objections">{t('objection.title')}</h2>
        <ObjectionList
          objections={project.objections}
          action={({ id, state, version }) =>
            state !== 'CLOSED' && project.may.closeObjection ? <CloseButton id={id} version={version} /> : null
          }
        />
      </Sheet>
      <MilestoneTable milestones={project.milestones} />
      {project.milestones.map((milestone) => {
        const [latest, ...earlier] = milestone.reports
        if (latest === undefined) return null
        return (
          <Sheet key={milestone.id} labelledBy={`report-${milestone.position}`}>
            <h2 id={`report-${milestone.position}`}>
              {t('milestone.position', { position: milestone.position })} · <Typed>{milestone.title}</Typed>
            </h2>
            {[latest, ...earlier].map((report, index) => (
              <details key={report.id} open={index === 0 ? true : undefined}>
                <summary>
                  {t('report.version', { number: report.number })} · {t(`report.state.${report.state}`)}
                </summary>
                <ReportBody report={report} indicators={milestone.indicators} criteria={milestone.criteria} />
              </details>
            ))}
          </Sheet>
        )
      })}
      <EvaluationsSheet evaluations={project.evaluations} to={paths.bureauEvaluation} />
      <Sheet labelledBy="contract">
        <h2 id="contract">{t('contract.title')}</h2>
        <ContractContent project={project} />
      </Sheet>
      <ContractChanges project={project} to={paths.bureauAmendment} />
      {project.may.raiseObjection ? <Raise /> : null}
    </Page>
  )
}

function CloseButton({ id, version }: { id: string; version: number }) {
  const t = useT()
  const form = useFormState('close')
  return (
    <ActionButton form={form} version={version} quiet fields={{ objectionId: id }}>
      {t('objection.close')}
    </ActionButton>
  )
}

function Raise() {
  const t = useT()
  const form = useFormState('raise')
  return (
    <Sheet labelledBy="raise">
      <h2 id="raise">{t('objection.raise')}</h2>
      <p>{t('objection.raiseLead')}</p>
      <PostForm form={form}>
        <TextArea
          form={form}
          name="reason"
          label={t('objection.reason')}
          hint={t('objection.reasonHint')}
          max={1000}
          rows={5}
        />
        <Submit grave>{t('objection.raise')}</Submit>
      </PostForm>
    </Sheet>
  )
}
