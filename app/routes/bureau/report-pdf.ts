import { z } from 'zod'
import { evaluationReport } from '#app/http/evaluation-report.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { pdfFont, pdfResponse } from '#app/http/pdf.server.ts'
import { readEvaluationReport } from '#app/services/award/queries/evaluation-report.server.ts'
import { renderPdf } from '#app/services/shared/pdf/render-pdf.server.ts'

/** The evaluation report as a file for the archive. */
export const loader = pageLoader(
  { may: 'officer', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id } }) => {
    const font = orNotFound(pdfFont())
    const report = orNotFound(await readEvaluationReport(ctx, id))
    const bytes = await renderPdf(font, evaluationReport(report, ctx))
    return pdfResponse(bytes, `${report.call.callNo}-evaluation-report.pdf`)
  },
)
