import type { OpeningRecord } from '#app/domain/opening/record.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useExactInstant } from '#app/ui/bid/receipt.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

type Signature = { name: string; at: string }

/** The record of an opening as it was read out and signed: the same for its officers and for anybody. */
export function RecordContent({
  content,
  sha256,
  signatures,
}: {
  content: OpeningRecord
  sha256: string
  signatures: readonly Signature[]
}) {
  const t = useT()
  const exact = useExactInstant()
  return (
    <>
      <table className="facts">
        <tbody>
          <tr>
            <th scope="row">{t('bid.receipt.call')}</th>
            <td>
              <Typed>{content.title}</Typed> ({content.callNo})
            </td>
          </tr>
          <tr>
            <th scope="row">{t('opening.record.body')}</th>
            <td>
              <Typed>{content.bodyName}</Typed>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('opening.record.deadline')}</th>
            <td>
              <time dateTime={content.deadlineAt}>{exact(content.deadlineAt)}</time>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('opening.record.openedAt')}</th>
            <td>
              <time dateTime={content.openedAt}>{exact(content.openedAt)}</time>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('opening.record.key')}</th>
            <td>{t('opening.record.keyCheck', { count: content.keyholders, threshold: content.threshold })}</td>
          </tr>
        </tbody>
      </table>
      <h2>{t('opening.record.present')}</h2>
      <ol className="path">
        {content.present.map(({ name, isEscrow, at }) => (
          <li key={at + name} className="done">
            <time dateTime={at}>{exact(at)}</time>
            <Typed>{name}</Typed>
            {isEscrow ? ` · ${t('opening.ceremony.escrow')}` : null}
          </li>
        ))}
      </ol>
      <h2>{t('bid.opening.bids', { count: content.bids.length })}</h2>
      <BidTable bids={content.bids} />
      <h2>{t('opening.record.signatures')}</h2>
      <p>{t('opening.record.hash')}</p>
      <p className="hash">{sha256}</p>
      {signatures.length === 0 ? (
        <p>{t('opening.record.unsigned')}</p>
      ) : (
        <ol className="path">
          {signatures.map(({ name, at }) => (
            <li key={name + at} className="done">
              <time dateTime={at}>{exact(at)}</time>
              <Typed>{name}</Typed>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

function BidTable({ bids }: Pick<OpeningRecord, 'bids'>) {
  const t = useT()
  const dynamic = useDynamicT()
  const format = useFormat()
  const exact = useExactInstant()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('bid.receipt.organization')}</th>
          <th scope="col">{t('opening.record.receipt')}</th>
          <th scope="col" className="num">
            {t('bid.opening.price')}
          </th>
          <th scope="col">{t('bid.opening.hashes')}</th>
        </tr>
      </thead>
      <tbody>
        {bids.map((bid) => (
          <tr key={bid.receiptNo}>
            <th scope="row">
              <Typed>{bid.organization}</Typed>
            </th>
            <td data-label={t('opening.record.receipt')}>
              {bid.receiptNo}
              <br />
              <time className="note" dateTime={bid.sealedAt}>
                {exact(bid.sealedAt)}
              </time>
            </td>
            <td className="num" data-label={t('bid.opening.price')}>
              {bid.priceFen === null ? t('bid.content.noPrice') : format.money(bid.priceFen)}
            </td>
            <td>
              {bid.outcome === 'VERIFIED' ? t('opening.record.verified') : dynamic(`bid.broken.${bid.outcome}`)}
              {bid.outcome === 'VERIFIED' ? null : <code> {bid.outcome}</code>}
              <Folded label={t('bid.opening.hashes')}>
                <div className="hash">{bid.envelopeSha256}</div>
                <div className="hash">{bid.contentSha256}</div>
              </Folded>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
