import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  becomeForm,
  declarationForm,
  giveBackForm,
  incubatorMax,
  noticeReply,
  replyForm,
  serviceAnswer,
  signForm,
  versionOnly,
} from '#app/domain/incubator/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerService, replyToAssessment } from '#app/services/incubator/accompany.server.ts'
import { askExtension, giveBackAgreement, signAgreement } from '#app/services/incubator/agreement.server.ts'
import { becomeOrganization, withdrawApplication } from '#app/services/incubator/apply.server.ts'
import { declareForGraduation, replyToNotice } from '#app/services/incubator/end.server.ts'
import {
  type CaseView,
  readIncubationCase,
  type ServiceView,
  type TestView,
} from '#app/services/incubator/queries/incubation-case.server.ts'
import { readOwnedOrganizations } from '#app/services/incubator/queries/own-incubations.server.ts'
import { NumberField, RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AgreementSheet, ApplicationSheet, CaseHead } from '#app/ui/incubator/case-parts.tsx'
import { AssessmentSheet, ExitSheet, PlanSheet, ServiceSheet, TestSheet } from '#app/ui/incubator/tenancy-parts.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) => {
  const view = orNotFound(await readIncubationCase(ctx, id, 'own'))
  const owned = view.may.become ? await readOwnedOrganizations(ctx) : []
  return { view, organizations: owned.filter((each) => each.id !== view.organization?.id) }
})

export const action = pageAction(
  { may: 'signedIn', params },
  {
    withdraw: on(versionOnly, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawApplication(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.withdrawn') : outcome
    }),
    sign: on(signForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signAgreement(ctx, { incubationId: id, ...input })
      if (!outcome.ok) return outcome
      return redirectWithToast(
        ctx,
        paths.incubation(id),
        outcome.isExtension ? 'incubation.toast.extended' : 'incubation.toast.signed',
      )
    }),
    giveBack: on(giveBackForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveBackAgreement(ctx, { incubationId: id, ...input }, 'sign')
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.givenBack') : outcome
    }),
    extend: on(versionOnly, async ({ ctx, params: { id }, input }) => {
      const outcome = await askExtension(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.extensionAsked') : outcome
    }),
    become: on(becomeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await becomeOrganization(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.became') : outcome
    }),
    answer: on(serviceAnswer, async ({ ctx, params: { id }, input: { isRight, ...input } }) => {
      const outcome = await answerService(ctx, { incubationId: id, ...input, isRight: isRight === 'YES' })
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.answered') : outcome
    }),
    reply: on(replyForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await replyToAssessment(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.answered') : outcome
    }),
    declare: on(declarationForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await declareForGraduation(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.declared') : outcome
    }),
    replyNotice: on(noticeReply, async ({ ctx, params: { id }, input }) => {
      const outcome = await replyToNotice(ctx, { incubationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.incubation(id), 'incubation.toast.answered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('incubation.title'))

export default function OwnIncubation() {
  const { view, organizations } = useLoaderData<typeof loader>() as {
    view: CaseView
    organizations: { id: string; name: string }[]
  }
  const t = useT()
  const isIn = view.state === 'ACTIVE' || view.state === 'LEAVING'
  const wasIn = view.fromOn !== null
  return (
    <Page crumbs={[{ to: paths.incubations(), text: t('incubation.own.title') }]}>
      <CaseHead view={view} side="own">
        {view.may.write && ['DRAFT', 'RETURNED'].includes(view.state) ? (
          <p>
            <A className="button" to={paths.incubationForm(view.id)}>
              {t('incubation.form.goOn')}
            </A>
          </p>
        ) : null}
      </CaseHead>
      <ExitSheet view={view}>
        {view.state === 'LEAVING' && view.exitReply === '' && view.may.sign ? <ReplyNotice view={view} /> : undefined}
      </ExitSheet>
      {view.agreements.some((each) => each.signedAt === null && each.withdrawnAt === null) && view.may.sign ? (
        <Sign view={view} />
      ) : null}
      {view.may.become && !['REFUSED', 'WITHDRAWN', 'GRADUATED', 'LEFT', 'DRAFT'].includes(view.state) ? (
        <Become view={view} organizations={organizations} />
      ) : null}
      <AgreementSheet view={view}>
        {view.state === 'ACTIVE' && view.may.sign ? <Extend view={view} /> : undefined}
      </AgreementSheet>
      {wasIn ? (
        <>
          <PlanSheet view={view} />
          <ServiceSheet
            view={view}
            each={(service) =>
              view.may.confirm && isIn && service.confirmedAt === null && service.disputedReason === '' ? (
                <AnswerService service={service} />
              ) : null
            }
          />
          <AssessmentSheet
            view={view}
            each={(assessment) => (view.may.sign && assessment.reply === '' ? <Reply id={assessment.id} /> : null)}
          />
          {isIn ? (
            <TestSheet
              view={view}
              each={(item) => (view.may.write && item.mayDeclare ? <Declare item={item} /> : null)}
            />
          ) : null}
        </>
      ) : null}
      <ApplicationSheet view={view} />
      {view.may.write && ['SENT', 'WAITING', 'ADMITTED', 'RETURNED'].includes(view.state) ? (
        <Withdraw view={view} />
      ) : null}
    </Page>
  )
}

function Sign({ view }: { view: CaseView }) {
  const t = useT()
  const agreement = view.agreements.find((each) => each.signedAt === null && each.withdrawnAt === null)
  const sign = useFormState('sign')
  const back = useFormState('giveBack')
  if (agreement === undefined) return null
  return (
    <Sheet labelledBy="sign">
      <h2 id="sign">{t('incubation.agreement.toSign')}</h2>
      <p>{t('incubation.agreement.signLead')}</p>
      <ActionButton form={sign} fields={{ agreementId: agreement.id, contentSha256: agreement.contentSha256 }}>
        {t('incubation.agreement.sign')}
      </ActionButton>
      <details open={back.wasRefused ? true : undefined}>
        <summary>{t('incubation.agreement.giveBack')}</summary>
        <PostForm form={back}>
          <input type="hidden" name="agreementId" value={agreement.id} />
          <TextArea
            form={back}
            name="reason"
            label={t('incubation.agreement.giveBackReason')}
            max={incubatorMax.words}
            rows={3}
          />
          <Submit quiet>{t('incubation.agreement.giveBack')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

function Extend({ view }: { view: CaseView }) {
  const t = useT()
  const form = useFormState('extend')
  // There is one extension: after it nothing can be asked for.
  if (view.agreements.some((each) => each.number > 1 && each.signedAt !== null)) return null
  if (view.extensionAskedAt !== null) return <p>{t('incubation.extend.asked')}</p>
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.extend.title')}</summary>
      <p>{t('incubation.extend.lead', { months: view.rule.extensionMonths })}</p>
      <ActionButton form={form} version={view.version} quiet>
        {t('incubation.extend.ask')}
      </ActionButton>
    </details>
  )
}

function Become({ view, organizations }: { view: CaseView; organizations: { id: string; name: string }[] }) {
  const t = useT()
  const form = useFormState('become')
  return (
    <Sheet labelledBy="become">
      <h2 id="become">{t('incubation.become.title')}</h2>
      <p>{t('incubation.become.lead')}</p>
      {organizations.length === 0 ? (
        <p>
          <A to={paths.signUpOrganization()}>{t('incubation.become.register')}</A>
        </p>
      ) : (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('incubation.become.choose')}</summary>
          <PostForm form={form} version={view.version}>
            <RadioGroup
              form={form}
              name="organizationId"
              label={t('incubation.become.which')}
              options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Submit>{t('incubation.become.submit')}</Submit>
          </PostForm>
        </details>
      )}
    </Sheet>
  )
}

function AnswerService({ service }: { service: ServiceView }) {
  const t = useT()
  const form = useRowForm('answer', 'serviceId', service.id)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.service.answer')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="serviceId" value={service.id} />
        <RadioGroup
          form={form}
          name="isRight"
          label={t('incubation.service.isRight')}
          options={(['YES', 'NO'] as const).map((value) => ({
            value,
            label: t(`incubation.service.verdict.${value}`),
          }))}
        />
        <TextArea form={form} name="reason" label={t('incubation.service.reason')} max={300} rows={2} optional />
        <Submit>{t('incubation.service.submit')}</Submit>
      </PostForm>
    </details>
  )
}

function Reply({ id }: { id: string }) {
  const t = useT()
  const form = useRowForm('reply', 'assessmentId', id)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.assessment.toReply')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="assessmentId" value={id} />
        <TextArea form={form} name="reply" label={t('incubation.assessment.reply')} max={incubatorMax.words} rows={3} />
        <Submit>{t('incubation.assessment.toReply')}</Submit>
      </PostForm>
    </details>
  )
}

function Declare({ item }: { item: TestView }) {
  const t = useT()
  const form = useRowForm('declare', 'code', item.code)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t(item.standing === 'DECLARED' ? 'incubation.test.declareAnew' : 'incubation.test.declare')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="code" value={item.code} />
        {item.code === 'STAFF' ? <NumberField form={form} name="number" label={t('incubation.test.number')} /> : null}
        <TextArea
          form={form}
          name="words"
          label={t('incubation.test.words')}
          hint={t(`incubation.test.hint.${item.code}`)}
          max={incubatorMax.words}
          rows={3}
        />
        <Submit>{t('incubation.test.submit')}</Submit>
      </PostForm>
    </details>
  )
}

function ReplyNotice({ view }: { view: CaseView }) {
  const t = useT()
  const form = useFormState('replyNotice')
  return (
    <PostForm form={form} version={view.version}>
      <TextArea
        form={form}
        name="reply"
        label={t('incubation.exit.reply')}
        hint={t('incubation.exit.replyHint')}
        max={incubatorMax.words}
        rows={4}
      />
      <Submit>{t('incubation.exit.send')}</Submit>
    </PostForm>
  )
}

function Withdraw({ view }: { view: CaseView }) {
  const t = useT()
  const form = useFormState('withdraw')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('incubation.withdraw.title')}</summary>
        <p>{t('incubation.withdraw.lead')}</p>
        <ActionButton form={form} version={view.version} quiet grave>
          {t('incubation.withdraw.do')}
        </ActionButton>
      </details>
    </Sheet>
  )
}
