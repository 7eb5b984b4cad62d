import { formatInstant } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useLocale, useT } from '#app/i18n/provider.tsx'
import type { BidHead as Head, Receipt as ReceiptView } from '#app/services/bid/queries/own-bid.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** A moment to the second: what a deadline may hang on. */
export function useExactInstant(): (iso: string) => string {
  const locale = useLocale()
  return (iso) => formatInstant(new Date(iso), locale, { withWeekday: true, withZone: true, withSeconds: true })
}

/** The receipt of a sealed bid: what to keep and print. It says nothing of what the bid says. */
export function Receipt({ head, receipt }: { head: Head; receipt: ReceiptView }) {
  const t = useT()
  const exact = useExactInstant()
  const { call, organization } = head
  return (
    <Sheet labelledBy="receipt">
      <div className="receipt-head">
        <div>
          <h2 id="receipt">{t('bid.receipt.title')}</h2>
          <p className="receipt-no">{receipt.receiptNo}</p>
        </div>
        <div className="seal" aria-hidden="true">
          {t('bid.receipt.seal')}
        </div>
      </div>
      <table className="facts">
        <tbody>
          <tr>
            <th scope="row">{t('bid.receipt.sealedAt')}</th>
            <td>
              <time dateTime={receipt.sealedAt}>{exact(receipt.sealedAt)}</time>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('bid.receipt.call')}</th>
            <td>
              <Typed>{call.title}</Typed> ({call.callNo})
            </td>
          </tr>
          <tr>
            <th scope="row">{t('bid.receipt.organization')}</th>
            <td>
              <Typed>{organization.name}</Typed>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('bid.receipt.sealedBy')}</th>
            <td>
              <Typed>{receipt.sealedBy}</Typed>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('bid.receipt.sealedIn')}</th>
            <td>{t(`bid.receipt.in.${receipt.sealedIn}`)}</td>
          </tr>
          <tr>
            <th scope="row">{t('bid.receipt.contentHash')}</th>
            <td className="hash">{receipt.contentSha256}</td>
          </tr>
          <tr>
            <th scope="row">{t('bid.receipt.envelopeHash')}</th>
            <td className="hash">{receipt.envelopeSha256}</td>
          </tr>
        </tbody>
      </table>
      <p>{t('bid.receipt.note')}</p>
    </Sheet>
  )
}

/** How to check a receipt without trusting this site's word; and how to keep it. */
export function KeepReceipt({ bidId, callNo, hasPdf }: { bidId: string; callNo: string; hasPdf: boolean }) {
  const t = useT()
  const href = useHref()
  return (
    <Sheet labelledBy="check">
      <h2 id="check">{t('bid.receipt.check')}</h2>
      <p>{t('bid.receipt.checkList')}</p>
      <p>{t('bid.receipt.checkOpening')}</p>
      <p>{t('bid.receipt.checkContent')}</p>
      <p>
        <A to={paths.call(callNo)}>{t('bid.receipt.toCall')}</A>
      </p>
      {hasPdf ? (
        <p>
          <a className="button quiet" href={href(paths.ngoBidReceiptPdf(bidId))}>
            {t('bid.receipt.pdf')}
          </a>
        </p>
      ) : (
        <p className="note">{t('bid.receipt.print')}</p>
      )}
    </Sheet>
  )
}

/** The retrieval code, large enough to copy by hand. */
export function RetrievalCode({ code }: { code: string }) {
  const t = useT()
  return (
    <div className="retrieval">
      <h2>{t('bid.retrieval.title')}</h2>
      <p className="code" data-seal-code>
        {code}
      </p>
      <p>{t('bid.retrieval.keep')}</p>
      <p>{t('bid.retrieval.lost')}</p>
    </div>
  )
}
