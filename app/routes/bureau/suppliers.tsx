import { useLoaderData } from '@remix-run/react'
import {
  admissionMax,
  admissionStep,
  admitForm,
  exitCauses,
  exitDecisionForm,
  exitForm,
} from '#app/domain/admission/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmAdmission, proposeAdmission, withdrawAdmission } from '#app/services/admission/admit.server.ts'
import { decideExit, proposeExit } from '#app/services/admission/exit.server.ts'
import { type AdmissionView, type ExitView, readSuppliers } from '#app/services/admission/queries/admissions.server.ts'
import { AdmissionFacts } from '#app/ui/admission/admission-item.tsx'
import { DateField, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readSuppliers(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    admit: on(admitForm, async ({ ctx, input }) => {
      const outcome = await proposeAdmission(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSuppliers(), 'admission.toast.proposed') : outcome
    }),
    confirm: on(admissionStep, async ({ ctx, input }) => {
      const outcome = await confirmAdmission(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSuppliers(), 'admission.toast.confirmed') : outcome
    }),
    withdraw: on(admissionStep, async ({ ctx, input }) => {
      const outcome = await withdrawAdmission(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSuppliers(), 'admission.toast.withdrawn') : outcome
    }),
    exit: on(exitForm, async ({ ctx, input }) => {
      const outcome = await proposeExit(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSuppliers(), 'admission.toast.exitProposed') : outcome
    }),
    decide: on(exitDecisionForm, async ({ ctx, input: { exitId, decision, reason } }) => {
      const outcome = await decideExit(ctx, { exitId, isUpheld: decision === 'UPHOLD', reason })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSuppliers(), 'admission.toast.decided') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('admission.title'))

export default function Suppliers() {
  const { bodies, rows, today } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('admission.title')}</h1>
        <p>{t('admission.lead')}</p>
        {rows.length === 0 ? <p>{t('admission.none')}</p> : null}
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        <ul className="rows">
          {rows.map((row) => (
            <Supplier key={row.id} row={row} />
          ))}
        </ul>
      </Sheet>
      {bodies.length === 0 ? null : <Admit bodies={bodies} today={today} />}
    </Page>
  )
}

function Supplier({ row }: { row: AdmissionView }) {
  const t = useT()
  const confirm = useFormState('confirm')
  const withdraw = useFormState('withdraw')
  const exit = useRowForm('exit', 'admissionId', row.id)
  return (
    <li>
      <AdmissionFacts row={row} of={row.organizationName} />
      {row.mayConfirm ? (
        <ActionButton form={confirm} fields={{ admissionId: row.id }}>
          {t('admission.confirm')}
        </ActionButton>
      ) : null}
      {row.mayWithdraw ? (
        <ActionButton form={withdraw} fields={{ admissionId: row.id }} quiet>
          {t('recognition.withdraw')}
        </ActionButton>
      ) : null}
      {row.exit?.mayDecide === true ? <Decide exit={row.exit} /> : null}
      {row.mayProposeExit ? (
        <details open={exit.wasRefused ? true : undefined}>
          <summary>{t('admission.exit.propose')}</summary>
          <PostForm form={exit}>
            <input type="hidden" name="admissionId" value={row.id} />
            <SelectField
              form={exit}
              name="cause"
              label={t('admission.exit.cause')}
              options={exitCauses.map((value) => ({ value, label: t(`admission.cause.${value}`) }))}
            />
            <TextArea form={exit} name="reason" label={t('rating.work.reasons')} max={admissionMax.reason} rows={3} />
            <TextField form={exit} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
            <DateField form={exit} name="replyUntil" label={t('admission.exit.replyUntil')} />
            <div className="two">
              <DateField form={exit} name="exitOn" label={t('admission.exit.exitOn')} />
              <DateField form={exit} name="reentryOn" label={t('admission.exit.reentryOn')} optional />
            </div>
            <Submit grave>{t('admission.exit.propose')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

function Decide({ exit }: { exit: ExitView }) {
  const t = useT()
  const form = useRowForm('decide', 'exitId', exit.id)
  return (
    <PostForm form={form}>
      <input type="hidden" name="exitId" value={exit.id} />
      <RadioGroup
        form={form}
        name="decision"
        label={t('credit.board.outcome')}
        options={[
          { value: 'UPHOLD', label: t('admission.outcome.upheld') },
          { value: 'DROP', label: t('admission.outcome.dropped') },
        ]}
      />
      <TextArea form={form} name="reason" label={t('rating.work.reasons')} max={admissionMax.reason} rows={3} />
      <Submit>{t('credit.board.decide')}</Submit>
    </PostForm>
  )
}

function Admit({ bodies, today }: { bodies: { id: string; name: string }[]; today: string }) {
  const t = useT()
  const form = useFormState('admit', { bodyId: bodies[0]?.id ?? '', admittedOn: today })
  return (
    <Sheet labelledBy="admit">
      <h2 id="admit">{t('admission.propose')}</h2>
      <PostForm form={form}>
        <SelectField
          form={form}
          name="bodyId"
          label={t('admission.list')}
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField form={form} name="organization" label={t('admission.organization')} autoComplete="off" />
        <DateField form={form} name="admittedOn" label={t('admission.admittedOn')} />
        <TextArea form={form} name="reason" label={t('rating.work.reasons')} max={admissionMax.reason} rows={3} />
        <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
        <Submit>{t('credit.form.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
