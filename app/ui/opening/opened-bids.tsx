import { isBrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useExactInstant } from '#app/ui/bid/receipt.tsx'
import { bidTone } from '#app/ui/bid/tone.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Keyholders } from './keyholders.tsx'
import type { OpeningView } from './opening-view.ts'

export function OpenedBids({ view }: { view: OpeningView }) {
  const { call, bids } = view
  const t = useT()
  const dynamic = useDynamicT()
  const format = useFormat()
  const exact = useExactInstant()
  return (
    <Sheet labelledBy="record">
      <h2 id="record">{t('bid.opening.record')}</h2>
      <p>{t('bid.opening.openedAt', { time: call.openedAt === undefined ? '' : exact(call.openedAt) })}</p>
      <h3>{t('bid.opening.officers')}</h3>
      <Keyholders view={{ ...view, keyholders: view.keyholders.filter(({ at }) => at !== undefined) }} />
      <h3>{t('bid.opening.bids', { count: bids.length })}</h3>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('bid.receipt.organization')}</th>
            <th scope="col">{t('bid.receipt.sealedAt')}</th>
            <th scope="col" className="num">
              {t('bid.opening.price')}
            </th>
            <th scope="col">{t('bid.opening.hashes')}</th>
            <th scope="col">{t('bid.opening.state')}</th>
          </tr>
        </thead>
        <tbody>
          {bids.map((bid) => (
            <tr key={bid.id}>
              <th scope="row">
                {view.mayReadBids ? (
                  <A to={paths.bureauBid(call.id, bid.id)}>
                    <Typed>{bid.organizationName}</Typed>
                  </A>
                ) : (
                  <Typed>{bid.organizationName}</Typed>
                )}
              </th>
              <td data-label={t('bid.receipt.sealedAt')}>{format.instant(bid.sealedAt)}</td>
              <td className="num" data-label={t('bid.opening.price')}>
                {!bid.hashesMatched
                  ? t('bid.opening.unreadable')
                  : bid.priceFen === null
                    ? t('bid.content.noPrice')
                    : format.money(bid.priceFen)}
              </td>
              <td data-label={t('bid.opening.hashes')}>
                {bid.hashesMatched
                  ? t('bid.opening.matched')
                  : isBrokenEnvelope(bid.rejectedReason)
                    ? dynamic(`bid.broken.${bid.rejectedReason}`)
                    : t('bid.opening.unmatched')}
                <span className="hash">{bid.envelopeSha256}</span>
              </td>
              <td data-label={t('bid.opening.state')}>
                <Tag tone={bidTone(bid.state)}>{dynamic(`bid.state.${bid.state}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
