import { isBrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import type { BidTasksView } from './tasks-view.ts'

/** It never was a bid: nothing is left of it but that it was begun. */
export function DiscardedBid({ view: { head, withdrawnAt } }: { view: BidTasksView }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <p>{t('bid.discard.after')}</p>
      {withdrawnAt === undefined ? null : <p>{t('bid.discard.at', { time: format.deadline(withdrawnAt) })}</p>}
      {head.call.isTaking ? (
        <div className="actions">
          <A to={paths.ngoBidStart(head.call.callNo)} className="button">
            {t('bid.discard.again')}
          </A>
        </div>
      ) : null}
    </>
  )
}

/** The call changed after sealing: confirmed again by the certifier, or it stays closed. */
export function AmendedCall({ view: { head, amended, may } }: { view: BidTasksView }) {
  const t = useT()
  const form = useFormState('reconfirm')
  if (amended === 'no') return null
  if (amended === 'lapsed') return <p className="notice">{t('bid.reconfirm.lapsed')}</p>
  return (
    <div className="notice">
      <p>{t('bid.reconfirm.needed')}</p>
      <p>
        <A to={`${paths.call(head.call.callNo)}#amendments`}>{t('bid.reconfirm.read')}</A>
      </p>
      {may.reconfirm ? (
        <ActionButton form={form}>{t('bid.reconfirm.confirm')}</ActionButton>
      ) : (
        <p>{t('bid.reconfirm.certifier')}</p>
      )}
    </div>
  )
}

export function AfterSealing({ view }: { view: BidTasksView }) {
  const { head, receiptNo, rejectedReason, withdrawnAt, hasResult, isOpened, may } = view
  const t = useT()
  const format = useFormat()
  const dynamic = useDynamicT()
  const { id, state, call } = head
  const hasDeclined = view.stages?.budget === 'DECLINED'
  const stand =
    state === 'SEALED' && (!call.isTaking || call.isSuspended)
      ? call.isSuspended
        ? 'SUSPENDED'
        : 'WAITING'
      : isBrokenEnvelope(rejectedReason)
        ? 'BROKEN'
        : hasDeclined
          ? 'DECLINED'
          : state
  return (
    <>
      <p>{dynamic(`bid.after.${stand}`)}</p>
      {state === 'REJECTED' ? (
        <div className="notice">
          <h2>{t(hasDeclined ? 'venture.budget.declinedBecause' : 'bid.after.reason')}</h2>
          {isBrokenEnvelope(rejectedReason) ? (
            <p>{dynamic(`bid.broken.${rejectedReason}`)}</p>
          ) : (
            <TypedText text={rejectedReason} />
          )}
        </div>
      ) : null}
      {withdrawnAt === undefined ? null : <p>{t('bid.after.withdrawnAt', { time: format.deadline(withdrawnAt) })}</p>}
      <ul className="tasks">
        {receiptNo === undefined ? null : (
          <li>
            <A to={paths.ngoBidReceipt(id)}>{t('bid.after.receipt')}</A>
            <span>{receiptNo}</span>
          </li>
        )}
        {state === 'WITHDRAWN' || state === 'DRAFT' ? null : (
          <li>
            <A to={paths.ngoBidContent(id)}>{isOpened ? t('bid.after.read') : t('bid.after.readWithCode')}</A>
          </li>
        )}
        {isOpened ? (
          <li>
            <A to={paths.ngoBidClarifications(id)}>{t('review.own.link')}</A>
          </li>
        ) : null}
        {may.withdraw ? (
          <li>
            <A to={paths.ngoBidWithdraw(id)}>{t('bid.after.withdraw')}</A>
          </li>
        ) : null}
        {hasResult ? (
          <li>
            <A to={paths.ngoBidResult(id)}>{t('bid.after.result')}</A>
          </li>
        ) : null}
      </ul>
    </>
  )
}
