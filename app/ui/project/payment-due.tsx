import type { PaymentClock } from '#app/domain/ledger/payment-clock.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'

/** Until when accepted work must be paid; both sides read the same words. */
export function PaymentDue({ clock }: { clock: PaymentClock }) {
  const t = useT()
  const { day } = useFormat()
  if (clock === null) return null
  return clock.daysOverdue === 0 ? (
    <>{t('payment.dueOn', { on: day(clock.dueOn) })}</>
  ) : (
    <>
      {t('payment.dueOn', { on: day(clock.dueOn) })}{' '}
      <Tag tone="due">{t('payment.overdue', { days: clock.daysOverdue })}</Tag>
    </>
  )
}
