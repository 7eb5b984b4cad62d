import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  answerObjectionForm,
  clawbackGrounds,
  clawbackReasonMax,
  clawbackStep,
  proposeForm,
  receiveForm,
  refuseForm,
  writeOffForm,
} from '#app/domain/clawback/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  answerClawback,
  orderClawback,
  proposeClawback,
  refuseClawback,
  withdrawClawback,
} from '#app/services/clawback/order-clawback.server.ts'
import { type ClawbackPage, type ClawbackView, readClawbacks } from '#app/services/clawback/queries/clawbacks.server.ts'
import { receiveClawback, writeOffClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { ClawbackSheet } from '#app/ui/clawback/clawback-sheet.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { DateField, MoneyField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readClawbacks(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    propose: on(proposeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await proposeClawback(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClawbacks(id), 'clawback.toast.proposed') : outcome
    }),
    order: on(clawbackStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await orderClawback(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClawbacks(id), 'clawback.toast.ordered') : outcome
    }),
    refuse: on(refuseForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await refuseClawback(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClawbacks(id), 'clawback.toast.refused') : outcome
    }),
    withdraw: on(clawbackStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawClawback(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClawbacks(id), 'clawback.toast.withdrawn') : outcome
    }),
    answer: on(answerObjectionForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerClawback(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClawbacks(id), 'clawback.toast.answered') : outcome
    }),
    receive: on(receiveForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await receiveClawback(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClawbacks(id), 'clawback.toast.received') : outcome
    }),
    writeOff: on(writeOffForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await writeOffClawback(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauClawbacks(id), 'clawback.toast.writtenOff') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: ClawbackPage) => `${t('clawback.title')} · ${page.title}`)

export default function BureauClawbacks() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { money } = useFormat()
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.id), text: page.title }]}>
      <Sheet>
        <h1>{t('clawback.title')}</h1>
        <p>
          <Typed>{page.title}</Typed>
        </p>
        <Figures
          items={[
            { label: t('clawback.paid'), value: money(page.paidFen) },
            { label: t('clawback.ordered'), value: money(page.orderedFen) },
            { label: t('clawback.returned'), value: money(page.returnedFen) },
          ]}
        />
        <p>{t('clawback.lead')}</p>
        {page.account === null ? <p className="notice">{t('clawback.account.none')}</p> : null}
        <p>
          <A to={paths.returnAccount()}>{t('clawback.account.manage')}</A>
        </p>
      </Sheet>
      {page.clawbacks.map((clawback) => (
        <ClawbackSheet key={clawback.id} clawback={clawback}>
          {clawback.may.decide ? <Decide clawback={clawback} /> : null}
          {clawback.may.withdraw ? <Withdraw clawback={clawback} /> : null}
          {clawback.may.answer ? <Answer clawback={clawback} /> : null}
          {clawback.may.receive ? <Receive clawback={clawback} today={page.today} /> : null}
          {clawback.may.writeOff ? <WriteOff clawback={clawback} /> : null}
        </ClawbackSheet>
      ))}
      {page.mayPropose ? <Propose /> : null}
    </Page>
  )
}

type One = { clawback: ClawbackView }
const Id = ({ clawback }: One) => <input type="hidden" name="clawbackId" value={clawback.id} />

function Decide({ clawback }: One) {
  const t = useT()
  const order = useRowForm('order', 'clawbackId', clawback.id)
  const refuse = useRowForm('refuse', 'clawbackId', clawback.id)
  return (
    <>
      <p>{t('clawback.orderLead')}</p>
      <PostForm form={order} version={clawback.version}>
        <Id clawback={clawback} />
        <Submit>{t('clawback.order')}</Submit>
      </PostForm>
      <details open={refuse.wasRefused ? true : undefined}>
        <summary>{t('clawback.refuse')}</summary>
        <PostForm form={refuse} version={clawback.version}>
          <Id clawback={clawback} />
          <TextArea form={refuse} name="reason" label={t('clawback.refuseReason')} max={clawbackReasonMax} rows={3} />
          <Submit quiet>{t('clawback.refuse')}</Submit>
        </PostForm>
      </details>
    </>
  )
}

function Withdraw({ clawback }: One) {
  const t = useT()
  const form = useFormState('withdraw')
  return (
    <ActionButton form={form} version={clawback.version} quiet fields={{ clawbackId: clawback.id }}>
      {t('clawback.withdraw')}
    </ActionButton>
  )
}

function Answer({ clawback }: One) {
  const t = useT()
  const form = useRowForm('answer', 'clawbackId', clawback.id)
  return (
    <PostForm form={form} version={clawback.version}>
      <Id clawback={clawback} />
      <TextArea
        form={form}
        name="answer"
        label={t('clawback.answer')}
        hint={t('clawback.answerHint')}
        max={clawbackReasonMax}
        rows={3}
      />
      <Submit>{t('clawback.sendAnswer')}</Submit>
    </PostForm>
  )
}

function Receive({ clawback, today }: One & { today: string }) {
  const t = useT()
  const form = useRowForm('receive', 'clawbackId', clawback.id, { receivedOn: today })
  return (
    <>
      <h3>{t('clawback.receive')}</h3>
      <p>{t('clawback.receiveLead')}</p>
      <PostForm form={form} version={clawback.version}>
        <Id clawback={clawback} />
        <MoneyField form={form} name="amount" label={t('clawback.amountYuan')} />
        <DateField form={form} name="receivedOn" label={t('clawback.receivedOn')} />
        <TextField form={form} name="reference" label={t('clawback.reference')} hint={t('clawback.referenceHint')} />
        <Submit>{t('clawback.receive')}</Submit>
      </PostForm>
    </>
  )
}

function WriteOff({ clawback }: One) {
  const t = useT()
  const form = useRowForm('writeOff', 'clawbackId', clawback.id)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('clawback.writeOff')}</summary>
      <p>{t('clawback.writeOffLead')}</p>
      <PostForm form={form} version={clawback.version}>
        <Id clawback={clawback} />
        <MoneyField form={form} name="amount" label={t('clawback.amountYuan')} />
        <TextArea form={form} name="reason" label={t('clawback.writeOffReason')} max={clawbackReasonMax} rows={3} />
        <Submit grave>{t('clawback.writeOff')}</Submit>
      </PostForm>
    </details>
  )
}

function Propose() {
  const t = useT()
  const form = useFormState('propose')
  return (
    <Sheet labelledBy="propose">
      <h2 id="propose">{t('clawback.propose')}</h2>
      <p>{t('clawback.proposeLead')}</p>
      <PostForm form={form}>
        <SelectField
          form={form}
          name="ground"
          label={t('clawback.groundLabel')}
          placeholder={t('clawback.choose')}
          options={clawbackGrounds.map((ground) => ({ value: ground, label: t(`clawback.ground.${ground}`) }))}
        />
        <MoneyField form={form} name="amount" label={t('clawback.amountYuan')} />
        <DateField form={form} name="dueOn" label={t('clawback.dueOn')} />
        <TextArea
          form={form}
          name="reason"
          label={t('clawback.reason')}
          hint={t('clawback.reasonHint')}
          max={clawbackReasonMax}
          rows={4}
        />
        <Submit>{t('clawback.propose')}</Submit>
      </PostForm>
    </Sheet>
  )
}
