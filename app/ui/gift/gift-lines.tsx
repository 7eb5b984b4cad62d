import { useT } from '#app/i18n/provider.tsx'
import type { GiftView } from '#app/services/gift/queries/gifts.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

/** How many, in what condition, worth what and by what; when it came and where it went. */
export function GiftLines({ gift }: { gift: GiftView }) {
  const t = useT()
  const { money, day } = useFormat()
  return (
    <>
      <p>
        {t('gift.line', {
          quantity: gift.quantity,
          unit: gift.unit,
          condition: t(`gift.condition.${gift.condition}`),
          value: money(gift.valueFen),
        })}
      </p>
      <ul className="meta">
        <li>
          {t(`gift.valuation.${gift.valuation}`)} <Typed>{gift.valuationNote}</Typed>
        </li>
        {gift.receivedOn === null ? null : <li>{t('gift.receivedOn', { day: day(gift.receivedOn) })}</li>}
      </ul>
      {gift.declineNote === '' ? null : <p className="notice">{t('gift.declined', { note: gift.declineNote })}</p>}
      {gift.uses.length === 0 ? null : (
        <>
          <p>
            <strong>{t('gift.uses')}</strong>
          </p>
          <ul>
            {gift.uses.map((use) => (
              <li key={use.id}>
                {t('gift.useLine', { day: day(use.usedOn), quantity: use.quantity, unit: gift.unit, what: use.what })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
