import { useLoaderData } from '@remix-run/react'
import { receiptForm } from '#app/domain/milestone/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { confirmReceipt } from '#app/services/project/confirm-receipt.server.ts'
import { type PaymentRow, readPayments } from '#app/services/project/queries/payments.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { PaymentDue } from '#app/ui/project/payment-due.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'organization' }, ({ ctx }) => readPayments(ctx))

export const action = pageAction(
  { may: 'organization' },
  {
    receipt: on(receiptForm, async ({ ctx, input }) => {
      const outcome = await confirmReceipt(ctx, input)
      const said = input.state === 'ARRIVED' ? 'payment.toast.arrived' : 'payment.toast.missing'
      return outcome.ok ? redirectWithToast(ctx, paths.ngoPayments(), said) : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('payment.title'))

export default function Payments() {
  const { toConfirm, owed, planned, received, owedFen, forecast } = useLoaderData<typeof loader>()
  const t = useT()
  const { wan, money, month, day, instant } = useFormat()
  const form = useFormState('receipt')
  return (
    <Page crumbs={[{ to: paths.ngoProjects(), text: t('project.mine') }]}>
      <Sheet>
        <h1>{t('payment.title')}</h1>
        <p>{t('payment.lead')}</p>
        <Figures
          items={[
            { label: t('payment.owed'), value: wan(owedFen), note: t('payment.count', { count: owed.length }) },
            { label: t('payment.toConfirm'), value: t('payment.count', { count: toConfirm.length }) },
          ]}
        />
      </Sheet>
      {toConfirm.length === 0 ? null : (
        <Sheet labelledBy="confirm">
          <h2 id="confirm">{t('payment.toConfirm')}</h2>
          <p>{t('payment.toConfirmLead')}</p>
          <ul className="rows">
            {toConfirm.map((row) => (
              <li key={row.trancheId}>
                <PaymentLine row={row} />
                <ul className="meta">
                  <li>{t('payment.releasedAt', { at: row.releasedAt === null ? '' : instant(row.releasedAt) })}</li>
                  <Orders row={row} />
                  {row.receipt === 'MISSING' ? (
                    <li>
                      <Tag tone="due">{t('payment.saidMissing')}</Tag>
                    </li>
                  ) : null}
                </ul>
                {row.mayConfirm ? <Confirm form={form} row={row} /> : <p>{t('payment.confirmByOthers')}</p>}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <Sheet labelledBy="owed">
        <h2 id="owed">{t('payment.owed')}</h2>
        <p>{t('payment.owedLead')}</p>
        {owed.length === 0 ? <p>{t('payment.owedEmpty')}</p> : null}
        <ul className="rows">
          {owed.map((row) => (
            <li key={row.trancheId}>
              <PaymentLine row={row} />
              <ul className="meta">
                <li>{row.bodyName}</li>
                <li>{t('payment.acceptedOn', { on: day(row.acceptedOn ?? row.dueOn) })}</li>
                <li>
                  <PaymentDue clock={row.clock} />
                </li>
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet labelledBy="forecast">
        <h2 id="forecast">{t('payment.forecast')}</h2>
        <p>{t('payment.forecastLead')}</p>
        {forecast.length === 0 ? (
          <p>{t('payment.forecastEmpty')}</p>
        ) : (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('payment.month')}</th>
                <th scope="col" className="num">
                  {t('payment.payments')}
                </th>
                <th scope="col" className="num">
                  {t('payment.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {forecast.map((each) => (
                <tr key={each.month}>
                  <th scope="row">{month(each.month)}</th>
                  <td className="num" data-label={t('payment.payments')}>
                    {each.payments}
                  </td>
                  <td className="num" data-label={t('payment.amount')}>
                    {money(each.amountFen)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Sheet>
      {planned.length === 0 ? null : (
        <Sheet labelledBy="planned">
          <h2 id="planned">{t('payment.planned')}</h2>
          <ul className="rows">
            {planned.map((row) => (
              <li key={row.trancheId}>
                <PaymentLine row={row} />
                <ul className="meta">
                  <li>{t('payment.reportDue', { on: day(row.dueOn) })}</li>
                </ul>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {received.length === 0 ? null : (
        <Sheet labelledBy="received">
          <h2 id="received">{t('payment.received')}</h2>
          <ul className="rows">
            {received.map((row) => (
              <li key={row.trancheId}>
                <PaymentLine row={row} />
                <ul className="meta">
                  <li>{t('payment.releasedAt', { at: row.releasedAt === null ? '' : instant(row.releasedAt) })}</li>
                  <Orders row={row} />
                </ul>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </Page>
  )
}

function PaymentLine({ row }: { row: PaymentRow }) {
  const t = useT()
  const { money } = useFormat()
  return (
    <div className="line">
      <h3>
        <A to={paths.ngoProject(row.projectId)}>
          <Typed>{row.projectTitle}</Typed> · {t('milestone.short', { position: row.position })}
        </A>
      </h3>
      <span className="money">{money(row.amountFen)}</span>
    </div>
  )
}

/** Which payment order to look for at the bank. */
function Orders({ row: { orders } }: { row: PaymentRow }) {
  const t = useT()
  const dynamic = useDynamicT()
  const { money } = useFormat()
  return orders.map(({ source, amountFen, paymentRef }) => (
    <li key={source}>
      {orders.length === 1 ? null : `${dynamic(`fund.sourceOf.${source}`)} ${money(amountFen)} · `}
      {t('release.paymentRef')} <Typed>{paymentRef}</Typed>
    </li>
  ))
}

function Confirm({ form, row }: { form: FormState; row: PaymentRow }) {
  const t = useT()
  // One form's answer belongs to one row; the others start anew.
  const isThis = form.value('trancheId') === row.trancheId
  const own: FormState = {
    ...form,
    row: row.trancheId,
    ...(isThis ? {} : { errors: () => [], value: () => '', allErrors: [], wasRefused: false, refusal: undefined }),
  }
  return (
    <>
      <ActionButton form={own} fields={{ trancheId: row.trancheId, state: 'ARRIVED', note: '' }}>
        {t('payment.arrived')}
      </ActionButton>
      {row.receipt === 'MISSING' ? null : (
        <details open={own.wasRefused ? true : undefined}>
          <summary>{t('payment.missing')}</summary>
          <PostForm form={own}>
            <input type="hidden" name="trancheId" value={row.trancheId} />
            <input type="hidden" name="state" value="MISSING" />
            <TextArea
              form={own}
              name="note"
              label={t('payment.note')}
              hint={t('payment.noteHint')}
              max={500}
              rows={3}
            />
            <Submit quiet>{t('payment.sayMissing')}</Submit>
          </PostForm>
        </details>
      )}
    </>
  )
}
