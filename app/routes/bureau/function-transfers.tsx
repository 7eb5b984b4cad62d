import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/shared/policy.ts'
import { transferPolicy } from '#app/domain/transfer/policy.ts'
import { transferForm, transferLinkForm, transferMax, transferStep } from '#app/domain/transfer/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOfficialBodies } from '#app/services/need/queries/official-bodies.server.ts'
import {
  confirmTransfer,
  enterTransfer,
  linkTransfer,
  withdrawTransfer,
} from '#app/services/transfer/enter-transfer.server.ts'
import { type BodyTransfer, readBodyTransfers } from '#app/services/transfer/queries/transfers.server.ts'
import { DateField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { TransferRow } from '#app/ui/transfer/transfer-row.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx }) => ({
  transfers: await readBodyTransfers(ctx),
  bodies: (await readOfficialBodies(ctx)).filter(({ id }) => may(transferPolicy, 'enter', ctx.actor, { bodyId: id })),
}))

const back = paths.bureauTransfers()
export const action = pageAction(
  { may: 'officer' },
  {
    enter: on(transferForm, async ({ ctx, input }) => {
      const outcome = await enterTransfer(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, back, 'transfer.toast.entered') : outcome
    }),
    confirm: on(transferStep, async ({ ctx, input }) => {
      const outcome = await confirmTransfer(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, back, 'transfer.toast.confirmed') : outcome
    }),
    withdraw: on(transferStep, async ({ ctx, input }) => {
      const outcome = await withdrawTransfer(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, back, 'transfer.toast.withdrawn') : outcome
    }),
    link: on(transferLinkForm, async ({ ctx, input }) => {
      const outcome = await linkTransfer(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, back, 'transfer.toast.linked') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('transfer.title'))

export default function BodyTransfers() {
  const { transfers, bodies } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('enter', { bodyId: bodies[0]?.id })
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <h1>{t('transfer.title')}</h1>
      <p>
        <A to={paths.functionTransfers()}>{t('need.board.publicPage')}</A>
      </p>
      <Sheet labelledBy="items">
        <h2 id="items">{t('transfer.board.items')}</h2>
        {transfers.length === 0 ? <p>{t('transfer.none')}</p> : null}
        <ul className="rows">
          {transfers.map((transfer) => (
            <Item key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      </Sheet>
      {bodies.length === 0 ? null : (
        <Sheet labelledBy="enter">
          <h2 id="enter">{t('transfer.board.enter')}</h2>
          <p>{t('transfer.board.enterLead')}</p>
          <PostForm form={form}>
            <SelectField
              form={form}
              name="bodyId"
              label={t('transfer.board.body')}
              options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField form={form} name="title" label={t('transfer.board.name')} maxLength={transferMax.title} />
            <TextArea
              form={form}
              name="content"
              label={t('transfer.board.content')}
              max={transferMax.content}
              rows={4}
            />
            <TextField
              form={form}
              name="department"
              label={t('transfer.board.department')}
              maxLength={transferMax.department}
            />
            <TextField
              form={form}
              name="recipient"
              label={t('transfer.board.recipient')}
              hint={t('transfer.board.recipientHint')}
              maxLength={transferMax.recipient}
            />
            <TextField
              form={form}
              name="documentNo"
              label={t('transfer.board.documentNo')}
              maxLength={transferMax.documentNo}
            />
            <DateField form={form} name="decidedOn" label={t('transfer.board.decidedOn')} />
            <DateField form={form} name="startsOn" label={t('task.apply.from')} />
            <DateField form={form} name="endsOn" label={t('task.apply.to')} optional />
            <Submit>{t('transfer.board.submit')}</Submit>
          </PostForm>
        </Sheet>
      )}
    </Page>
  )
}

function Item({ transfer }: { transfer: BodyTransfer }) {
  const t = useT()
  const confirm = useRowForm('confirm', 'transferId', transfer.id)
  const withdraw = useRowForm('withdraw', 'transferId', transfer.id)
  const link = useRowForm('link', 'transferId', transfer.id)
  return (
    <TransferRow transfer={transfer}>
      {transfer.mayConfirm ? (
        <ActionButton form={confirm} fields={{ transferId: transfer.id }}>
          {t('transfer.board.confirm')}
        </ActionButton>
      ) : null}
      {transfer.mayWithdraw ? (
        <ActionButton form={withdraw} quiet fields={{ transferId: transfer.id }}>
          {t('transfer.board.withdraw')}
        </ActionButton>
      ) : null}
      {transfer.mayLink ? (
        <details open={link.wasRefused ? true : undefined}>
          <summary>{t('transfer.board.link')}</summary>
          <PostForm form={link}>
            <input type="hidden" name="transferId" value={transfer.id} />
            <TextField
              form={link}
              name="callNo"
              label={t('transfer.board.callNo')}
              hint={t('transfer.board.callNoHint')}
              maxLength={20}
              autoComplete="off"
            />
            <Submit quiet>{t('transfer.board.link')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </TransferRow>
  )
}
