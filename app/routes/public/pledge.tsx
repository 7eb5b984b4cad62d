import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatGiverCode, parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import { pledgeStep } from '#app/domain/appeal/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, orRefuse, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { withdrawPledge } from '#app/services/appeal/make-pledge.server.ts'
import { type Receipt, readReceipt } from '#app/services/appeal/queries/receipt.server.ts'
import { PledgeStateTag } from '#app/ui/appeal/appeal-state.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ code: z.string().max(60) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { code } }) => {
  const known = orNotFound(parseGiverCode(code))
  const read = await readReceipt(ctx, code)
  const isUnknown = !read.ok && read.refusal.code === 'pledge.unknown'
  return { receipt: orRefuse(orNotFound(isUnknown ? null : read)).receipt, code: formatGiverCode(known) }
})

export const action = pageAction(
  { may: 'anyone', params },
  {
    withdraw: on(pledgeStep, async ({ ctx, params: { code }, input: { version } }) => {
      const outcome = await withdrawPledge(ctx, { code, version })
      return outcome.ok ? redirectWithToast(ctx, paths.pledge(code), 'pledge.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('pledge.title'))

export default function Pledge() {
  const { receipt, code } = useLoaderData<typeof loader>()
  const t = useT()
  const { money } = useFormat()
  const form = useFormState('withdraw')
  const { state } = receipt
  return (
    <Page crumbs={[{ to: paths.appeals(), text: t('appeal.title') }]}>
      <Sheet>
        <h1>{t('pledge.title')}</h1>
        <p>
          <PledgeStateTag state={state} />
        </p>
        {state === 'PLEDGED' || state === 'PASSED' ? <p>{t('pledge.thanks')}</p> : null}
        <p>
          <What receipt={receipt} mark={code.slice(0, 4)} />
        </p>
        {receipt.stopCode === null || !['REFUND_DUE', 'REFUNDED', 'RELEASED'].includes(state) ? null : (
          <p>{t(`appeal.why.${receipt.stopCode}`)}</p>
        )}
        {BigInt(receipt.offeredFen) > BigInt(receipt.amountFen) && state === 'PLEDGED' ? (
          <p className="notice">
            {t('pledge.cut', { offered: money(receipt.offeredFen), amount: money(receipt.amountFen) })}
          </p>
        ) : null}
        <dl className="facts">
          <div>
            <dt>{t('appeal.one')}</dt>
            <dd>
              <A to={paths.appeal(receipt.appealId)}>
                <Typed>{receipt.appealTitle}</Typed>
              </A>
            </dd>
          </div>
          <div>
            <dt>{t('pledge.amount')}</dt>
            <dd>{money(receipt.receivedFen ?? receipt.amountFen)}</dd>
          </div>
          {state === 'PLEDGED' ? (
            <div>
              <dt>{t('appeal.inside.bank')}</dt>
              <dd>
                <TypedText text={receipt.bankText} />
              </dd>
            </div>
          ) : null}
          <div>
            <dt>{t('pledge.enter.slip')}</dt>
            <dd>
              <code>{code}</code>
            </dd>
          </div>
        </dl>
        <p>{t('pledge.keep')}</p>
        <p>{t(receipt.isNamed ? 'pledge.isNamed.yes' : 'pledge.isNamed.no')}</p>
        {receipt.naming === '' ? null : (
          <p>{t(receipt.isNamingAgreed ? 'pledge.namingAgreed' : 'pledge.namingWaits', { name: receipt.naming })}</p>
        )}
        {state === 'PLEDGED' ? (
          <>
            <p>{t('pledge.withdrawLead')}</p>
            <ActionButton form={form} version={receipt.version} quiet>
              {t('pledge.withdraw')}
            </ActionButton>
          </>
        ) : null}
      </Sheet>
      {state === 'RECEIVED' || state === 'PASSED' ? <PaperReceipt receipt={receipt} /> : null}
    </Page>
  )
}

function What({ receipt, mark }: { receipt: Receipt; mark: string }) {
  const t = useT()
  const { day } = useFormat()
  const { state } = receipt
  if (state === 'PLEDGED') return <>{t('pledge.what.PLEDGED', { day: day(receipt.dueOn), mark })}</>
  if (state === 'RECEIVED') return <>{t('pledge.what.RECEIVED', { day: day(receipt.receivedOn ?? '') })}</>
  if (state === 'REFUNDED') return <>{t('pledge.what.REFUNDED', { day: day(receipt.refundedOn ?? '') })}</>
  return <>{t(`pledge.what.${state}`)}</>
}

/** What came, of whom it was asked and by whose leave; its number is the entry's in the public ledger. */
function PaperReceipt({ receipt }: { receipt: Receipt }) {
  const t = useT()
  const { money, day } = useFormat()
  return (
    <Sheet labelledBy="receipt">
      <h2 id="receipt">{t('pledge.receipt')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('pledge.finance.giver')}</dt>
          <dd>
            <Typed>{receipt.giverName}</Typed>
          </dd>
        </div>
        <div>
          <dt>{t('pledge.receivedFen')}</dt>
          <dd>{money(receipt.receivedFen ?? '0')}</dd>
        </div>
        <div>
          <dt>{t('pledge.receivedOn')}</dt>
          <dd>{day(receipt.receivedOn ?? '')}</dd>
        </div>
        <div>
          <dt>{t('appeal.purpose')}</dt>
          <dd>
            <Typed>{receipt.appealTitle}</Typed>
          </dd>
        </div>
        <div>
          <dt>{t('appeal.raiser')}</dt>
          <dd>
            <Typed>{receipt.raiserName}</Typed>
            {receipt.partnerName === '' ? null : (
              <>
                <br />
                <Typed>{receipt.partnerName}</Typed>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('appeal.approval')}</dt>
          <dd>{receipt.approvalNo}</dd>
        </div>
      </dl>
      <p>{t('pledge.receiptNo', { seq: receipt.entryNo ?? '' })}</p>
    </Sheet>
  )
}
