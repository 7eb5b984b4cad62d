import { useT } from '#app/i18n/provider.tsx'
import type { PartnerView } from '#app/services/bid/content-view.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

type Facts = Pick<PartnerView, 'name' | 'shareBps' | 'work' | 'isHosted'>

/** One organization in a bid: its name, its share, what it does. */
export function PartnerFacts({ partner: { name, shareBps, work, isHosted } }: { partner: Facts }) {
  const t = useT()
  return (
    <>
      <strong>
        <Typed>{name}</Typed>
      </strong>{' '}
      {t('application.partners.pct', { pct: shareBps / 100 })}
      {isHosted ? ` · ${t('application.partners.hosted')}` : null}
      <TypedText text={work} />
    </>
  )
}

/** Everyone who does it together with the bidder. */
export function PartnerList({ partners }: { partners: readonly (Facts & { isConfirmed?: boolean })[] }) {
  const t = useT()
  return (
    <ul>
      {partners.map((partner) => (
        <li key={partner.name}>
          <PartnerFacts partner={partner} />
          {partner.isConfirmed === false ? <Tag tone="wait">{t('application.partners.waiting')}</Tag> : null}
        </li>
      ))}
    </ul>
  )
}
