import type { ReactNode } from 'react'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pledgeStep, receiveForm, refundForm } from '#app/domain/appeal/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { receivePledge, refundPledge, releasePledge } from '#app/services/appeal/keep-money.server.ts'
import { type DonationPage, readDonation } from '#app/services/appeal/queries/donations.server.ts'
import { PledgeStateTag } from '#app/ui/appeal/appeal-state.tsx'
import { DateField, MoneyField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'finance', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readDonation(ctx, id)),
)

export const action = pageAction(
  { may: 'finance', params },
  {
    receive: on(receiveForm, async ({ ctx, params: { id: pledgeId }, input }) => {
      const outcome = await receivePledge(ctx, { pledgeId, ...input })
      if (!outcome.ok) return outcome
      const toast = outcome.isDueBack ? 'pledge.toast.dueBack' : 'pledge.toast.received'
      return redirectWithToast(ctx, paths.donation(pledgeId), toast)
    }),
    release: on(pledgeStep, async ({ ctx, params: { id: pledgeId }, input }) => {
      const outcome = await releasePledge(ctx, { pledgeId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.donation(pledgeId), 'pledge.toast.released') : outcome
    }),
    refund: on(refundForm, async ({ ctx, params: { id: pledgeId }, input }) => {
      const outcome = await refundPledge(ctx, { pledgeId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.donation(pledgeId), 'pledge.toast.refunded') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('pledge.finance.one'))

export default function Donation() {
  const donation = useLoaderData<typeof loader>()
  const t = useT()
  const { money, day, instant } = useFormat()
  const { giver } = donation
  return (
    <Page crumbs={[{ to: paths.donations(), text: t('pledge.finance.title') }]}>
      <Sheet>
        <PledgeStateTag state={donation.state} />
        <h1>{t('pledge.finance.one')}</h1>
        <dl className="facts">
          <Fact label={t('appeal.one')}>
            <A to={paths.bureauAppeal(donation.appealId)}>
              <Typed>{donation.appealTitle}</Typed>
            </A>
          </Fact>
          <Fact label={t('pledge.amount')}>
            {money(donation.amountFen)}
            {donation.offeredFen === donation.amountFen || donation.receivedFen !== null ? null : (
              <>
                <br />
                {t('pledge.cut', { offered: money(donation.offeredFen), amount: money(donation.amountFen) })}
              </>
            )}
          </Fact>
          <Fact label={t('pledge.finance.giver')}>
            <Typed>{giver.name}</Typed>
            <br />
            {t(donation.isNamed ? 'pledge.isNamed.yes' : 'pledge.isNamed.no')}
          </Fact>
          <Fact label={t('pledge.finance.contact')}>
            {giver.email === '' ? null : (
              <>
                <span className="break">{giver.email}</span>
                <br />
              </>
            )}
            {giver.phone}
          </Fact>
          {giver.message === '' ? null : (
            <Fact label={t('pledge.finance.message')}>
              <TypedText text={giver.message} />
            </Fact>
          )}
          {donation.receivedOn === null || donation.receivedFen === null ? null : (
            <Fact label={t('pledge.finance.atBank')}>
              {money(donation.receivedFen)} · {day(donation.receivedOn)} · {donation.bankReference}
              {donation.refundedOn === null ? null : (
                <>
                  <br />
                  {t('pledge.state.REFUNDED')} · {day(donation.refundedOn)} · {donation.refundReference}
                </>
              )}
            </Fact>
          )}
        </dl>
        {donation.naming === '' ? null : (
          <p>
            <Mixed text={t('pledge.finance.naming', { name: donation.naming })} />
          </p>
        )}
        <ul className="meta">
          <li>{t('pledge.finance.mark', { mark: donation.mark })}</li>
          <li>{instant(donation.pledgedAt)}</li>
          {donation.state === 'PLEDGED' ? <li>{t('pledge.finance.dueOn', { day: day(donation.dueOn) })}</li> : null}
        </ul>
      </Sheet>
      {donation.mayReceive ? <Receive donation={donation} /> : null}
      {donation.state === 'PLEDGED' ? <Release donation={donation} /> : null}
      {donation.mayRefund ? <Refund donation={donation} /> : null}
    </Page>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Receive({ donation }: { donation: DonationPage }) {
  const t = useT()
  const form = useFormState('receive', {
    amount: fenToYuanText(toFen(BigInt(donation.amountFen))),
    on: donation.today,
  })
  return (
    <Sheet labelledBy="receive">
      <h2 id="receive">{t('pledge.finance.receive')}</h2>
      <p>{t(donation.state === 'PLEDGED' ? 'pledge.finance.receiveLead' : 'pledge.finance.receiveLate')}</p>
      <PostForm form={form} version={donation.version}>
        <MoneyField form={form} name="amount" label={t('pledge.finance.amount')} />
        <DateField form={form} name="on" label={t('pledge.finance.on')} />
        <TextField
          form={form}
          name="reference"
          label={t('pledge.finance.reference')}
          hint={t('pledge.finance.referenceHint')}
          autoComplete="off"
        />
        <Submit>{t('pledge.finance.receive')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Release({ donation }: { donation: DonationPage }) {
  const t = useT()
  const form = useFormState('release')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('pledge.finance.release')}</summary>
        <p>{t('pledge.finance.releaseLead')}</p>
        <ActionButton form={form} version={donation.version} quiet>
          {t('pledge.finance.release')}
        </ActionButton>
      </details>
    </Sheet>
  )
}

function Refund({ donation }: { donation: DonationPage }) {
  const t = useT()
  const { money } = useFormat()
  const form = useFormState('refund', { on: donation.today })
  return (
    <Sheet labelledBy="refund">
      <h2 id="refund">{t('pledge.finance.refund')}</h2>
      <p>{t('pledge.finance.refundLead', { money: money(donation.receivedFen ?? '0') })}</p>
      <PostForm form={form} version={donation.version}>
        <DateField form={form} name="on" label={t('pledge.finance.on')} />
        <TextField
          form={form}
          name="reference"
          label={t('pledge.finance.reference')}
          hint={t('pledge.finance.referenceHint')}
          autoComplete="off"
        />
        <Submit>{t('pledge.finance.refund')}</Submit>
      </PostForm>
    </Sheet>
  )
}
