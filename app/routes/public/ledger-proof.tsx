import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readAnchors, readInspection } from '#app/services/ledger/queries/books.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Anchors } from '#app/ui/ledger/anchors.tsx'
import { Inspection } from '#app/ui/ledger/inspection.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => {
  const [inspection, anchors] = await Promise.all([readInspection(ctx), readAnchors(ctx)])
  return { inspection, anchors }
})

export const meta = pageMeta(
  (t) => t('books.publicTitle'),
  (t) => t('books.publicDescription'),
)

/** Anybody may copy a digest today and compare it later. */
export default function LedgerProof() {
  const { inspection, anchors } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('books.publicTitle')}</h1>
        <p>{t('books.publicLead')}</p>
        <Inspection inspection={inspection} />
      </Sheet>
      <Sheet labelledBy="chain">
        <h2 id="chain">{t('books.chain')}</h2>
        <p>{t('books.chainLead')}</p>
        <Anchors anchors={anchors} />
        <ListFiles list="ledger-anchors" />
      </Sheet>
    </Page>
  )
}
