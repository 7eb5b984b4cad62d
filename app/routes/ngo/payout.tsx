import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { payoutForm, payoutStep } from '#app/domain/payout/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { declareAccount } from '#app/services/payout/declare-account.server.ts'
import { type PayoutView, readPayoutPage } from '#app/services/payout/queries/payout-page.server.ts'
import { confirmAccount, withdrawAccount } from '#app/services/payout/settle-account.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AccountHistory } from '#app/ui/payout/account-history.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) => ({
  id,
  ...orNotFound(await readPayoutPage(ctx, id)),
}))

export const action = pageAction(
  { may: 'organization', params },
  {
    declare: on(payoutForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await declareAccount(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoPayout(id), 'payout.toast.declared') : outcome
    }),
    confirm: on(payoutStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await confirmAccount(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoPayout(id), 'payout.toast.confirmed') : outcome
    }),
    withdraw: on(payoutStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawAccount(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoPayout(id), 'payout.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('payout.title'))

export default function Payout() {
  const { id, organizationName, inForce, waiting, former, mayDeclare } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: organizationName }]}>
      <Sheet>
        <h1>{t('payout.title')}</h1>
        <p>{t('payout.lead')}</p>
        <h2>{t('payout.inForce')}</h2>
        {inForce === null ? <p>{t('payout.none')}</p> : <Account account={inForce} />}
      </Sheet>
      {waiting === null ? null : (
        <Sheet labelledBy="waiting">
          <h2 id="waiting">{t('payout.waiting')}</h2>
          <p>{t('payout.waitingLead')}</p>
          <Account account={waiting} />
          <Waiting waiting={waiting} />
        </Sheet>
      )}
      {mayDeclare ? <Declare isChange={inForce !== null} /> : null}
      {former.length === 0 ? null : (
        <Sheet labelledBy="former">
          <h2 id="former">{t('payout.former')}</h2>
          {former.map((account) => (
            <Account key={account.id} account={account} />
          ))}
        </Sheet>
      )}
    </Page>
  )
}

function Account({ account }: { account: PayoutView }) {
  const t = useT()
  return (
    <dl className="facts">
      <div>
        <dt>{t('payout.holder')}</dt>
        <dd>
          <Typed>{account.holder}</Typed>
        </dd>
      </div>
      <div>
        <dt>{t('payout.bank')}</dt>
        <dd>
          <Typed>{account.bank}</Typed>
        </dd>
      </div>
      <div>
        <dt>{t('payout.number')}</dt>
        <dd>{account.number.replace(/(\d{4})(?=\d)/g, '$1 ')}</dd>
      </div>
      <AccountHistory account={account} />
    </dl>
  )
}

function Waiting({ waiting }: { waiting: { id: string; mayConfirm: boolean; mayWithdraw: boolean } }) {
  const t = useT()
  const confirm = useFormState('confirm')
  const withdraw = useFormState('withdraw')
  const fields = { payoutAccountId: waiting.id }
  return (
    <>
      {waiting.mayConfirm ? (
        <ActionButton form={confirm} fields={fields}>
          {t('payout.confirm')}
        </ActionButton>
      ) : (
        <p className="notice">{t('payout.otherConfirms')}</p>
      )}
      {waiting.mayWithdraw ? (
        <ActionButton form={withdraw} fields={fields} quiet>
          {t('payout.withdraw')}
        </ActionButton>
      ) : null}
    </>
  )
}

function Declare({ isChange }: { isChange: boolean }) {
  const t = useT()
  const form = useFormState('declare')
  return (
    <Sheet labelledBy="declare">
      <h2 id="declare">{isChange ? t('payout.change') : t('payout.title')}</h2>
      {isChange ? <p>{t('payout.changeLead')}</p> : null}
      <PostForm form={form}>
        <TextField form={form} name="holder" label={t('payout.holder')} hint={t('payout.holderHint')} />
        <TextField form={form} name="bank" label={t('payout.bank')} hint={t('payout.bankHint')} />
        <TextField
          form={form}
          name="number"
          label={t('payout.number')}
          hint={t('payout.numberHint')}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField form={form} name="again" label={t('payout.again')} inputMode="numeric" autoComplete="off" />
        <Submit>{t('payout.declare')}</Submit>
      </PostForm>
    </Sheet>
  )
}
