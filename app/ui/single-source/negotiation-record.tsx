import type { Negotiated } from '#app/domain/award/result-view.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** How the price came about, where nobody scored: said in so many words. */
export function NegotiationRecord({ talk }: { talk: Negotiated }) {
  const t = useT()
  const { money, day } = useFormat()
  return (
    <>
      <h2>{t('single.negotiation.recordTitle')}</h2>
      <p>{t('single.negotiation.noScores')}</p>
      <ul className="meta">
        <li>{day(talk.heldOn)}</li>
        <li>
          <Typed>{talk.place}</Typed>
        </li>
        <li>
          {t('single.negotiation.offered')} {money(talk.offeredFen)}
        </li>
        <li>
          {t('single.negotiation.agreed')} {money(talk.agreedFen)}
        </li>
      </ul>
      <h3>{t('single.negotiation.peopleTitle')}</h3>
      <ul>
        {talk.people.map((name) => (
          <li key={name}>
            <Typed>{name}</Typed>
          </li>
        ))}
      </ul>
      <TypedText text={talk.record} />
    </>
  )
}
