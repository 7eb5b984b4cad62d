import { useT } from '#app/i18n/provider.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** A bid by its code and bidder, or by its number alone where the panel does not see who bids. */
export function BidName({ bid }: { bid: { code: string; organization: string; plan: number | null } }) {
  const t = useT()
  if (bid.plan !== null) return <>{t('panel.blind.plan', { number: bid.plan })}</>
  return (
    <>
      {bid.code === '' ? null : `${bid.code} · `}
      <Typed>{bid.organization}</Typed>
    </>
  )
}
