import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { returnContractForm, signForm } from '#app/domain/project/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readProjectEvaluations } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { readProjectPage, type ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { returnContract, signContract } from '#app/services/project/sign-contract.server.ts'
import { ContractChanges } from '#app/ui/amendment/contract-changes.tsx'
import { EvaluationsSheet } from '#app/ui/evaluation/evaluations-sheet.tsx'
import { AccountLinks } from '#app/ui/closing/account-links.tsx'
import { ActivitiesLink } from '#app/ui/voice/activities-link.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { OwedSheet } from '#app/ui/halt/owed-sheet.tsx'
import { StandingHalt } from '#app/ui/halt/standing-halt.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ContractContent } from '#app/ui/project/contract-content.tsx'
import { ContractTerms } from '#app/ui/project/contract-terms.tsx'
import { MilestoneTable } from '#app/ui/project/milestone-table.tsx'
import { ProjectHead } from '#app/ui/project/project-head.tsx'
import { ObservationLink } from '#app/ui/observation/observation-link.tsx'
import { QuarterlyLink } from '#app/ui/quarterly/quarterly.tsx'
import { GiftLink } from '#app/ui/gift/gift-link.tsx'
import { VoiceLink } from '#app/ui/voice/voice-link.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) => ({
  ...orNotFound(await readProjectPage(ctx, { projectId: id })),
  evaluations: await readProjectEvaluations(ctx, id),
}))

export const action = pageAction(
  { may: 'organization', params },
  {
    sign: on(signForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signContract(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoProject(id), 'project.toast.signed') : outcome
    }),
    giveBack: on(returnContractForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await returnContract(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoProject(id), 'project.toast.returned') : outcome
    }),
  },
)

export const meta = pageMeta((_t, project: ProjectPage) => project.title)

export default function NgoProject() {
  const project = useLoaderData<typeof loader>()
  const t = useT()
  const isRevoked = project.revocation !== null
  const isRunning = project.state !== 'PREPARING' && !isRevoked
  const milestones = (
    <>
      <MilestoneTable milestones={project.milestones} {...(isRunning ? { to: paths.ngoMilestone } : {})} />
      <ContractTerms project={project} />
    </>
  )
  return (
    <Page crumbs={[{ to: paths.ngoProjects(), text: t('project.mine') }]}>
      <ProjectHead project={project} statement={paths.ngoProjectStatement(project.id)} />
      <StandingHalt project={project} />
      <OwedSheet project={project} />
      {isRunning ? <ActivitiesLink to={paths.ngoActivities(project.id)} /> : null}
      {isRunning ? <QuarterlyLink to={paths.ngoQuarters(project.id)} /> : null}
      {isRunning ? <VoiceLink to={paths.ngoVoice(project.id)} /> : null}
      {isRunning ? <GiftLink to={paths.ngoGifts(project.id)} /> : null}
      {isRunning ? <ObservationLink to={paths.ngoObservations(project.id)} /> : null}
      {isRunning ? (
        <AccountLinks side="ngo" projectId={project.id} hasCofunding={project.cofunding.length > 0} />
      ) : null}
      {project.isBlocked ? <p className="notice">{t('milestone.blocked')}</p> : null}
      {isRunning ? milestones : null}
      <EvaluationsSheet evaluations={project.evaluations} to={paths.ngoEvaluation} readsSignedOnly />
      <Sheet labelledBy="contract">
        <h2 id="contract">{t('contract.title')}</h2>
        {isRevoked ? <p>{t('contract.revoked')}</p> : null}
        {project.contract.state !== 'DRAFT' ? (
          <ContractContent project={project} />
        ) : isRevoked ? null : (
          <p>{t('contract.draftWaits')}</p>
        )}
      </Sheet>
      {isRunning ? <ContractChanges project={project} to={paths.ngoAmendment} /> : isRevoked ? null : milestones}
      {project.contract.state === 'OFFERED' && !isRevoked ? <Signing project={project} /> : null}
    </Page>
  )
}

/** After the whole content: what is signed is what was read. */
function Signing({ project }: { project: ProjectPage }) {
  const t = useT()
  const sign = useFormState('sign')
  const giveBack = useFormState('giveBack')
  const { contract, may } = project
  return (
    <Sheet labelledBy="sign">
      <h2 id="sign">{t('contract.sign')}</h2>
      {may.signContract ? (
        <>
          <p>{t('contract.signLead')}</p>
          <ActionButton form={sign} version={contract.version} fields={{ contentSha256: contract.contentSha256 ?? '' }}>
            {t('contract.sign')}
          </ActionButton>
        </>
      ) : (
        <p>
          {t(project.parties.every(({ signedAt }) => signedAt !== null) ? 'contract.signWaits' : 'party.waitsForAll')}
        </p>
      )}
      {may.returnContract ? (
        <details open={giveBack.wasRefused ? true : undefined}>
          <summary>{t('contract.giveBack')}</summary>
          <PostForm form={giveBack} version={contract.version}>
            <TextArea
              form={giveBack}
              name="reason"
              label={t('contract.giveBackReason')}
              hint={t('contract.giveBackHint')}
              max={1000}
              rows={4}
            />
            <Submit quiet>{t('contract.giveBack')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}
