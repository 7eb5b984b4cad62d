import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  assessmentForm,
  checkForm,
  declarationAnswer,
  giveBackForm,
  goalStep,
  noticeDecision,
  noticeForm,
  offerForm,
  planForm,
  reasonForm,
  seedForm,
  serviceForm,
  versionOnly,
} from '#app/domain/incubator/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { addSeed, assessTenant, reachGoal, recordService, setPlan } from '#app/services/incubator/accompany.server.ts'
import { giveBackAgreement, offerAgreement } from '#app/services/incubator/agreement.server.ts'
import { admitWaiting, checkApplication, releasePlace } from '#app/services/incubator/check.server.ts'
import { answerDeclaration, decideNotice, giveNotice, graduate } from '#app/services/incubator/end.server.ts'
import { type CaseView, readIncubationCase } from '#app/services/incubator/queries/incubation-case.server.ts'
import { readTodaysCriteria } from '#app/services/incubator/queries/todays-criteria.server.ts'
import { AgreementSheet, ApplicationSheet, CaseHead } from '#app/ui/incubator/case-parts.tsx'
import { AssessmentSheet, ExitSheet, PlanSheet, ServiceSheet, TestSheet } from '#app/ui/incubator/tenancy-parts.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Plan, Reach, Serve, Seed, Assess, Confirm } from '#app/ui/incubator/accompany-forms.tsx'
import {
  Check,
  Admit,
  Release,
  Offer,
  TakeBack,
  Graduate,
  Notice,
  DecideNotice,
} from '#app/ui/incubator/decision-forms.tsx'

const params = z.object({ id: z.uuid() })
const back = paths.bureauIncubation

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) => ({
  view: orNotFound(await readIncubationCase(ctx, id, 'asked')),
  criteria: await readTodaysCriteria(ctx),
}))

export const action = pageAction(
  { may: 'officer', params },
  {
    check: on(checkForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await checkApplication(ctx, { incubationId: id, ...input })
      if (!outcome.ok) return outcome
      return redirectWithToast(
        ctx,
        back(id),
        outcome.isWaiting ? 'incubation.toast.queued' : 'incubation.toast.checked',
      )
    }),
    admit: on(versionOnly, async ({ ctx, params: { id }, input }) => {
      const outcome = await admitWaiting(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.checked') : outcome
    }),
    release: on(reasonForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await releasePlace(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.released') : outcome
    }),
    offer: on(offerForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await offerAgreement(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.offered') : outcome
    }),
    takeBack: on(giveBackForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveBackAgreement(ctx, { incubationId: id, ...input }, 'decide')
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.takenBack') : outcome
    }),
    plan: on(planForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await setPlan(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.planned') : outcome
    }),
    reach: on(goalStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await reachGoal(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.reached') : outcome
    }),
    serve: on(serviceForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordService(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.served') : outcome
    }),
    seed: on(seedForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addSeed(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.seeded') : outcome
    }),
    assess: on(assessmentForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await assessTenant(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.assessed') : outcome
    }),
    confirm: on(declarationAnswer, async ({ ctx, params: { id }, input: { isRight, ...input } }) => {
      const outcome = await answerDeclaration(ctx, { incubationId: id, ...input, isRight: isRight === 'YES' })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.answered') : outcome
    }),
    graduate: on(versionOnly, async ({ ctx, params: { id }, input }) => {
      const outcome = await graduate(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.graduated') : outcome
    }),
    notice: on(noticeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveNotice(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.notice') : outcome
    }),
    decideNotice: on(noticeDecision, async ({ ctx, params: { id }, input }) => {
      const outcome = await decideNotice(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, back(id), 'incubation.toast.noticeDecided') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('incubation.title'))

export default function BureauIncubation() {
  const { view, criteria } = useLoaderData<typeof loader>() as {
    view: CaseView
    criteria: { code: string; titleZh: string; titleEn: string; maxPoints: number }[]
  }
  const t = useT()
  const { state, may } = view
  const isIn = state === 'ACTIVE' || state === 'LEAVING'
  const isOffered = view.agreements.some((each) => each.signedAt === null && each.withdrawnAt === null)
  const mayOffer =
    may.decide &&
    !isOffered &&
    (state === 'ADMITTED' ||
      (state === 'ACTIVE' &&
        view.extensionAskedAt !== null &&
        view.agreements.filter((each) => each.signedAt !== null).length === 1))
  return (
    <Page crumbs={[{ to: paths.bureauIncubator(view.incubator.id), text: view.incubator.name }]}>
      <CaseHead view={view} side="office" />
      {state === 'SENT' && may.check ? <Check view={view} /> : null}
      {state === 'WAITING' && may.check ? <Admit view={view} /> : null}
      <AgreementSheet view={view}>{isOffered && may.decide ? <TakeBack view={view} /> : undefined}</AgreementSheet>
      {mayOffer ? <Offer view={view} /> : null}
      {(state === 'WAITING' || state === 'ADMITTED') && may.decide ? <Release view={view} /> : null}
      {state === 'LEAVING' ? (
        <ExitSheet view={view}>{may.decide ? <DecideNotice view={view} /> : undefined}</ExitSheet>
      ) : null}
      {view.fromOn === null ? null : (
        <>
          <PlanSheet
            view={view}
            each={(goal) => (isIn && may.accompany && goal.doneOn === null ? <Reach id={goal.id} /> : null)}
          >
            {isIn && may.accompany ? <Plan view={view} /> : null}
          </PlanSheet>
          <ServiceSheet view={view}>{isIn && may.accompany ? <Serve view={view} /> : null}</ServiceSheet>
          <AssessmentSheet view={view}>
            {isIn && may.accompany ? <Assess view={view} criteria={criteria} /> : null}
          </AssessmentSheet>
          {isIn ? (
            <TestSheet
              view={view}
              each={(item) => (may.accompany && item.standing === 'DECLARED' ? <Confirm item={item} /> : null)}
            >
              {state === 'ACTIVE' && may.decide ? <Graduate view={view} /> : null}
            </TestSheet>
          ) : null}
          {state === 'LEAVING' ? null : (
            <ExitSheet view={view}>{state === 'ACTIVE' && may.decide ? <Notice view={view} /> : undefined}</ExitSheet>
          )}
        </>
      )}
      <ApplicationSheet view={view} />
      {isIn && may.accompany ? (
        <Sheet labelledBy="seed">
          <h2 id="seed">{t('incubation.seed.title')}</h2>
          <Seed />
        </Sheet>
      ) : null}
    </Page>
  )
}
