import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { haltRefuseForm, haltStep, suspendForm, terminateForm } from '#app/domain/halt/schema.ts'
import { owedForm } from '#app/domain/milestone/schema.ts'
import { answerForm, contractStep, projectStep, termsForm, termsMax } from '#app/domain/project/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { decideHalt, refuseHalt, resumeProject, withdrawHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import { completeProject } from '#app/services/project/complete-project.server.ts'
import { decideOwed } from '#app/services/project/decide-owed.server.ts'
import { draftContract } from '#app/services/project/draft-contract.server.ts'
import { answerObjection } from '#app/services/project/object.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readProjectEvaluations } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { readProjectWarnings } from '#app/services/warning/queries/warnings.server.ts'
import { readProjectPage, type ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import type { ObjectionView } from '#app/services/project/queries/sheet.server.ts'
import { ContractChanges } from '#app/ui/amendment/contract-changes.tsx'
import { EvaluationsSheet } from '#app/ui/evaluation/evaluations-sheet.tsx'
import { AccountLinks } from '#app/ui/closing/account-links.tsx'
import { ActivitiesLink } from '#app/ui/voice/activities-link.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { HaltSheet } from '#app/ui/halt/halt-sheet.tsx'
import { OwedSheet } from '#app/ui/halt/owed-sheet.tsx'
import { StandingHalt } from '#app/ui/halt/standing-halt.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ContractContent } from '#app/ui/project/contract-content.tsx'
import { ContractTerms } from '#app/ui/project/contract-terms.tsx'
import { MilestoneTable } from '#app/ui/project/milestone-table.tsx'
import { ObjectionList } from '#app/ui/project/objection-list.tsx'
import { ProjectHead } from '#app/ui/project/project-head.tsx'
import { QuarterlyLink } from '#app/ui/quarterly/quarterly.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import { ObservationLink } from '#app/ui/observation/observation-link.tsx'
import { ProjectWarningsSheet } from '#app/ui/warning/project-warnings.tsx'
import { GiftLink } from '#app/ui/gift/gift-link.tsx'
import { VoiceLink } from '#app/ui/voice/voice-link.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) => {
  const project = orNotFound(await readProjectPage(ctx, { projectId: id }))
  return {
    ...project,
    evaluations: await readProjectEvaluations(ctx, id),
    warnings: await readProjectWarnings(ctx, project),
  }
})

export const action = pageAction(
  { may: 'officer', params },
  {
    draft: on(termsForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await draftContract(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'project.toast.termsSaved') : outcome
    }),
    offer: on(contractStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await offerContract(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'project.toast.offered') : outcome
    }),
    answer: on(answerForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerObjection(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'project.toast.answered') : outcome
    }),
    suspend: on(suspendForm, async ({ ctx, params: { id }, input: { expectedOn, ...input } }) => {
      const outcome = await proposeHalt(ctx, { projectId: id, ...input, what: { kind: 'SUSPENSION', expectedOn } })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'halt.toast.proposed') : outcome
    }),
    terminate: on(terminateForm, async ({ ctx, params: { id }, input: { code, ...input } }) => {
      const outcome = await proposeHalt(ctx, { projectId: id, ...input, what: { kind: 'TERMINATION', code } })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'halt.toast.proposed') : outcome
    }),
    decideHalt: on(haltStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await decideHalt(ctx, input)
      if (!outcome.ok) return outcome
      const toast = outcome.kind === 'SUSPENSION' ? 'halt.toast.suspended' : 'halt.toast.terminated'
      return redirectWithToast(ctx, paths.bureauProject(id), toast)
    }),
    refuseHalt: on(haltRefuseForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await refuseHalt(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'halt.toast.refused') : outcome
    }),
    withdrawHalt: on(haltStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawHalt(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'halt.toast.withdrawn') : outcome
    }),
    resume: on(haltStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await resumeProject(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'halt.toast.resumed') : outcome
    }),
    decideOwed: on(owedForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await decideOwed(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'tranche.owed.toast') : outcome
    }),
    complete: on(projectStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await completeProject(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'project.toast.completed') : outcome
    }),
  },
)

export const meta = pageMeta((_t, project: ProjectPage) => project.title)

export default function BureauProject() {
  const project = useLoaderData<typeof loader>()
  const t = useT()
  const isRunning = project.state !== 'PREPARING'
  const milestones =
    project.revocation === null ? (
      <MilestoneTable milestones={project.milestones} {...(isRunning ? { to: paths.bureauMilestone } : {})} />
    ) : null
  return (
    <Page crumbs={[{ to: paths.bureauProjects(), text: t('project.list.bureau') }]}>
      <ProjectHead project={project} statement={paths.bureauProjectStatement(project.id)} />
      <StandingHalt project={project} />
      {/* What stops the payments stands before everything else. */}
      {project.isBlocked ? <Objections project={project} /> : null}
      <OwedSheet project={project} />
      {isRunning ? (
        <>
          <ActivitiesLink to={paths.bureauActivities(project.id)} />
          <QuarterlyLink to={paths.bureauQuarters(project.id)} />
          <VoiceLink to={paths.bureauVoice(project.id)} />
          <GiftLink to={paths.bureauGifts(project.id)} />
          <ObservationLink to={paths.bureauObservations(project.id)} />
          <AccountLinks side="bureau" projectId={project.id} hasCofunding={project.cofunding.length > 0} />
          {project.state === 'TERMINATED' && project.contract.signedAt !== null ? (
            <p>
              <A to={paths.bureauHandover(project.id)}>{t('handover.link')}</A>
            </p>
          ) : null}
          {milestones}
        </>
      ) : null}
      <ContractSheet project={project} />
      {isRunning ? null : milestones}
      {project.revocation === null ? (
        <>
          <ContractTerms project={project} edit={paths.bureauTerms(project.id)} />
          <ContractChanges project={project} to={paths.bureauAmendment} />
        </>
      ) : null}
      <ProjectWarningsSheet warnings={project.warnings} />
      <EvaluationsSheet
        evaluations={project.evaluations}
        to={paths.bureauEvaluation}
        toNew={paths.bureauEvaluationNew(project.id)}
      />
      {project.isBlocked ? null : <Objections project={project} />}
      <HaltSheet project={project} />
      {project.may.complete ? <Completion project={project} /> : null}
    </Page>
  )
}

function ContractSheet({ project }: { project: ProjectPage }) {
  const t = useT()
  const { contract } = project
  const draft = useFormState('draft', { terms: contract.terms, version: contract.version })
  const offer = useFormState('offer')
  return (
    <Sheet labelledBy="contract">
      <h2 id="contract">{t('contract.title')}</h2>
      {project.revocation === null ? null : (
        <>
          <p>{t('contract.revoked')}</p>
          {project.callNo === null ? null : (
            <p>
              <A to={paths.callResult(project.callNo)}>{t('award.result.publicTitle')}</A>
            </p>
          )}
        </>
      )}
      {contract.returnReason === '' ? null : (
        <div className="notice">
          <strong>{t('contract.returnedBecause')}</strong>
          <TypedText text={contract.returnReason} />
        </div>
      )}
      <ContractContent project={project} />
      {project.may.keepParties ? (
        <p>
          <A to={paths.bureauParties(project.id)}>{t('party.link')}</A> ·{' '}
          <A to={paths.bureauAnnexes(project.id)}>{t('annex.title')}</A> ·{' '}
          <A to={paths.bureauServices(project.id)}>{t('fee.services')}</A>
        </p>
      ) : null}
      {project.may.draftContract ? (
        <PostForm form={draft} version={contract.version}>
          <TextArea
            form={draft}
            name="terms"
            label={t('contract.terms')}
            hint={t('contract.termsHint')}
            max={termsMax}
            rows={14}
          />
          <Submit>{t('contract.save')}</Submit>
          {project.may.offerContract ? null : <p className="hint">{t('contract.offerWaits')}</p>}
        </PostForm>
      ) : null}
      {project.may.offerContract && contract.terms !== '' ? (
        <>
          <h3>{t('contract.offer')}</h3>
          <p>{t('contract.offerLead')}</p>
          <ActionButton form={offer} version={contract.version}>
            {t('contract.offer')}
          </ActionButton>
        </>
      ) : null}
      {contract.state === 'OFFERED' && project.revocation === null ? (
        <p>
          {t(
            project.parties.every(({ signedAt }) => signedAt !== null)
              ? 'contract.signWaitsBureau'
              : 'party.waitsForAll',
          )}
        </p>
      ) : null}
    </Sheet>
  )
}

function Objections({ project }: { project: ProjectPage }) {
  const t = useT()
  if (project.objections.length === 0) return null
  // One answer form at a time, the oldest objection first: a page has each form once.
  const nextToAnswer = project.objections.findLast(({ state }) => state === 'OPEN')?.id
  return (
    <Sheet labelledBy="objections">
      <h2 id="objections">{t('objection.title')}</h2>
      <ObjectionList
        objections={project.objections}
        action={(objection) =>
          objection.id === nextToAnswer && project.may.answerObjection ? <AnswerForm objection={objection} /> : null
        }
      />
    </Sheet>
  )
}

function AnswerForm({ objection }: { objection: ObjectionView }) {
  const t = useT()
  const form = useFormState('answer', { version: objection.version })
  return (
    <PostForm form={form} version={objection.version}>
      <input type="hidden" name="objectionId" value={objection.id} />
      <TextArea
        form={form}
        name="answer"
        label={t('objection.answerLabel')}
        hint={t('objection.answerLead')}
        max={1000}
        rows={4}
      />
      <Submit>{t('objection.answer')}</Submit>
    </PostForm>
  )
}

function Completion({ project }: { project: ProjectPage }) {
  const t = useT()
  const form = useFormState('complete')
  return (
    <Sheet labelledBy="complete">
      <h2 id="complete">{t('project.complete.title')}</h2>
      <p>{t('project.complete.lead')}</p>
      <ActionButton form={form} version={project.version}>
        {t('project.complete.button')}
      </ActionButton>
    </Sheet>
  )
}
