import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { pdfFont } from '#app/http/pdf.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { KeepReceipt, Receipt } from '#app/ui/bid/receipt.tsx'
import { Page } from '#app/ui/layout/page.tsx'

export const loader = pageLoader(
  { may: 'organization', params: z.object({ bidId: z.uuid() }) },
  async ({ ctx, params: { bidId } }) => {
    const bid = orNotFound(await readOwnBid(ctx, bidId))
    return { head: bidHead(bid), receipt: orNotFound(bid.receipt), hasPdf: pdfFont() !== undefined }
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { receipt }) =>
  t('bid.receipt.metaTitle', { receiptNo: receipt.receiptNo }),
)

export default function BidReceipt() {
  const { head, receipt, hasPdf } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <h1>{t('bid.receipt.page')}</h1>
      {head.state === 'WITHDRAWN' ? <p className="notice">{t('bid.receipt.withdrawn')}</p> : null}
      <Receipt head={head} receipt={receipt} />
      <KeepReceipt bidId={head.id} callNo={head.call.callNo} hasPdf={hasPdf} />
    </Page>
  )
}
