import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { pdfFont, pdfResponse } from '#app/http/pdf.server.ts'
import { receiptPdf } from '#app/http/receipt-pdf.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { renderPdf } from '#app/services/shared/pdf/render-pdf.server.ts'

/** The receipt as a file to keep. */
export const loader = pageLoader(
  { may: 'organization', params: z.object({ bidId: z.uuid() }) },
  async ({ ctx, params: { bidId } }) => {
    const font = orNotFound(pdfFont())
    const bid = orNotFound(await readOwnBid(ctx, bidId))
    const receipt = orNotFound(bid.receipt)
    const bytes = await renderPdf(font, receiptPdf(bid, receipt, ctx))
    return pdfResponse(bytes, `${receipt.receiptNo}.pdf`)
  },
)
