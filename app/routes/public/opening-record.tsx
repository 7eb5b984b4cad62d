import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOpeningRecord } from '#app/services/opening/queries/opening-record.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { RecordContent } from '#app/ui/opening/record-content.tsx'

/** What was read out at an opening, for anyone to read, print and check. */
export const loader = pageLoader(
  { may: 'anyone', params: z.object({ callNo: z.string().max(40) }) },
  async ({ ctx, params }) => {
    const { content, sha256, signatures } = orNotFound(await readOpeningRecord(ctx, params))
    return { content, sha256, signatures: signatures.map(({ name, at }) => ({ name, at })) }
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { content }) =>
  t('opening.record.metaTitle', { title: content.title }),
)

export default function OpeningRecordPage() {
  const record = useLoaderData<typeof loader>()
  const { content } = record
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.calls(), text: t('call.page.crumb') },
        { to: paths.call(content.callNo), text: content.title },
      ]}
    >
      <Sheet>
        <h1>{t('opening.record.title')}</h1>
        <RecordContent {...record} />
        <p className="note">{t('opening.record.how')}</p>
        <p>
          <a href={paths.callOpeningRecord(content.callNo)}>{t('opening.record.file')}</a>
        </p>
      </Sheet>
    </Page>
  )
}
