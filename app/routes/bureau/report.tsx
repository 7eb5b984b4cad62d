import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { toldIfPartial } from '#app/http/conflict.server.ts'
import { evaluationReport } from '#app/http/evaluation-report.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { pdfFont } from '#app/http/pdf.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readEvaluationReport } from '#app/services/award/queries/evaluation-report.server.ts'
import type { PdfBlock } from '#app/services/shared/pdf/render-pdf.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) => {
  await toldIfPartial(ctx, id)
  const report = orNotFound(await readEvaluationReport(ctx, id))
  return {
    call: { id, callNo: report.call.callNo },
    content: evaluationReport(report, ctx),
    hasPdf: pdfFont() !== undefined,
  }
})

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((_, { content }) => content.title)

export default function ReportPage() {
  const { call, content, hasPdf } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('award.result.back') },
        { to: paths.bureauResult(call.id), text: call.callNo },
      ]}
    >
      <Sheet>
        {(content.blocks as PdfBlock[]).map((block, index) => {
          if (block.kind === 'facts')
            return (
              <dl key={index} className="facts">
                {block.rows.map(([name, value], row) => (
                  <div key={row}>
                    <dt>{name}</dt>
                    <dd>
                      <TypedText text={value} />
                    </dd>
                  </div>
                ))}
              </dl>
            )
          if (block.kind === 'title') return <h1 key={index}>{block.text}</h1>
          if (block.kind === 'heading') return <h2 key={index}>{block.text}</h2>
          return (
            <p key={index} className={block.kind === 'note' ? 'note hash' : undefined}>
              {block.text}
            </p>
          )
        })}
        <p>
          {hasPdf ? (
            <a className="button quiet" href={paths.bureauReportPdf(call.id)} download>
              {t('award.report.pdf')}
            </a>
          ) : (
            t('award.report.print')
          )}
        </p>
      </Sheet>
    </Page>
  )
}
