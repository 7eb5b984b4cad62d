import { useLoaderData } from '@remix-run/react'
import { returnAccountForm, returnAccountStep } from '#app/domain/clawback/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type BodyReturns,
  readReturnAccounts,
  type ReturnAccountView,
} from '#app/services/clawback/queries/return-account.server.ts'
import {
  confirmReturnAccount,
  declareReturnAccount,
  withdrawReturnAccount,
} from '#app/services/clawback/return-account.server.ts'
import { AccountFacts } from '#app/ui/clawback/return-account.tsx'
import { TextField } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AccountHistory } from '#app/ui/payout/account-history.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx }) => ({ bodies: await readReturnAccounts(ctx) }))

export const action = pageAction(
  { may: 'body' },
  {
    declare: on(returnAccountForm, async ({ ctx, input }) => {
      const outcome = await declareReturnAccount(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.returnAccount(), 'clawback.account.toast.declared') : outcome
    }),
    confirm: on(returnAccountStep, async ({ ctx, input }) => {
      const outcome = await confirmReturnAccount(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.returnAccount(), 'clawback.account.toast.confirmed') : outcome
    }),
    withdraw: on(returnAccountStep, async ({ ctx, input }) => {
      const outcome = await withdrawReturnAccount(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.returnAccount(), 'clawback.account.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('clawback.account.title'))

export default function ReturnAccountPage() {
  const { bodies } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('clawback.account.title')}</h1>
        <p>{t('clawback.account.lead')}</p>
        {bodies.length === 0 ? <p>{t('clawback.account.notYours')}</p> : null}
      </Sheet>
      {bodies.map((body) => (
        <Body key={body.bodyId} body={body} />
      ))}
    </Page>
  )
}

function Body({ body }: { body: BodyReturns }) {
  const t = useT()
  const id = `body-${body.bodyId}`
  return (
    <Sheet labelledBy={id}>
      <h2 id={id}>
        <Mixed text={body.bodyName} />
      </h2>
      <h3>{t('payout.inForce')}</h3>
      {body.inForce === null ? <p>{t('clawback.account.none')}</p> : <Account account={body.inForce} />}
      {body.waiting === null ? null : <Waiting waiting={body.waiting} />}
      {body.mayDeclare ? <Declare bodyId={body.bodyId} isChange={body.inForce !== null} /> : null}
      {body.former.length === 0 ? null : (
        <>
          <h3>{t('payout.former')}</h3>
          {body.former.map((account) => (
            <Account key={account.id} account={account} />
          ))}
        </>
      )}
    </Sheet>
  )
}

function Account({ account }: { account: ReturnAccountView }) {
  return (
    <dl className="facts">
      <AccountFacts account={account} />
      <AccountHistory account={account} />
    </dl>
  )
}

function Waiting({ waiting }: { waiting: NonNullable<BodyReturns['waiting']> }) {
  const t = useT()
  const confirm = useRowForm('confirm', 'returnAccountId', waiting.id)
  const withdraw = useRowForm('withdraw', 'returnAccountId', waiting.id)
  const fields = { returnAccountId: waiting.id }
  return (
    <>
      <h3>{t('payout.waiting')}</h3>
      <p>{t('clawback.account.waitingLead')}</p>
      <Account account={waiting} />
      {waiting.mayConfirm ? (
        <ActionButton form={confirm} fields={fields}>
          {t('payout.confirm')}
        </ActionButton>
      ) : (
        <p className="notice">{t('clawback.account.otherConfirms')}</p>
      )}
      {waiting.mayWithdraw ? (
        <ActionButton form={withdraw} fields={fields} quiet>
          {t('payout.withdraw')}
        </ActionButton>
      ) : null}
    </>
  )
}

function Declare({ bodyId, isChange }: { bodyId: string; isChange: boolean }) {
  const t = useT()
  const form = useRowForm('declare', 'bodyId', bodyId)
  return (
    <>
      <h3>{t(isChange ? 'payout.change' : 'clawback.account.enter')}</h3>
      <PostForm form={form}>
        <input type="hidden" name="bodyId" value={bodyId} />
        <TextField form={form} name="holder" label={t('payout.holder')} hint={t('clawback.account.holderHint')} />
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
        <Submit>{t('clawback.account.declare')}</Submit>
      </PostForm>
    </>
  )
}
