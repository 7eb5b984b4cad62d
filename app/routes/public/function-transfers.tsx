import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readTransfers } from '#app/services/transfer/queries/transfers.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { TransferRow } from '#app/ui/transfer/transfer-row.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx, url }) => readTransfers(ctx, url.searchParams.get('after')))

export const meta = pageMeta<unknown>(
  (t) => t('transfer.title'),
  (t) => t('transfer.lead'),
)

export default function FunctionTransfers() {
  const { transfers, next } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.catalogue(), text: t('need.catalogue.title') }]}>
      <Sheet>
        <h1>{t('transfer.title')}</h1>
        <p>{t('transfer.lead')}</p>
        {transfers.length === 0 ? <p>{t('transfer.none')}</p> : null}
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        <ul className="rows">
          {transfers.map((transfer) => (
            <TransferRow key={transfer.id} transfer={transfer} />
          ))}
        </ul>
        <Pager next={next} />
        <ListFiles list="function-transfers" />
      </Sheet>
    </Page>
  )
}
