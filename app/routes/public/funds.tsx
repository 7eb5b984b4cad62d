import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { listPublicFunds } from '#app/services/ledger/queries/public-funds.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Shares } from '#app/ui/ledger/shares.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const { funds, nextCursor } = await listPublicFunds(ctx, url.searchParams.get('after'))
  return { funds, nextCursor: nextCursor ?? null }
})

export const meta = pageMeta(
  (t) => t('fund.publicTitle'),
  (t) => t('fund.publicLead'),
)

export default function PublicFunds() {
  const { funds, nextCursor } = useLoaderData<typeof loader>()
  const t = useT()
  const { wan } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('fund.publicTitle')}</h1>
        <p>{t('fund.publicLead')}</p>
        {funds.length === 0 ? <p>{t('fund.publicEmpty')}</p> : null}
        <ul className="rows">
          {funds.map((fund) => (
            <li key={fund.id}>
              <div className="line">
                <h2>
                  <A to={paths.publicFund(fund.id)}>
                    <Typed>{fund.name}</Typed>
                  </A>
                </h2>
                <span className="money">{wan(fund.money.appropriatedFen)}</span>
              </div>
              <ul className="meta">
                <li>{fund.bodyName}</li>
                <li>
                  <Shares of={fund.shares} />
                </li>
                <li>
                  {t('fund.flow.contract')} {wan(fund.money.committedFen)}
                </li>
                <li>
                  {t('fund.flow.released')} {wan(fund.money.releasedFen)}
                </li>
              </ul>
            </li>
          ))}
        </ul>
        <Pager next={nextCursor ?? undefined} />
        <ListFiles list="funds" />
        <p>
          <A to={paths.districts()}>{t('district.title')}</A> · <A to={paths.ledgerProof()}>{t('books.publicTitle')}</A>
        </p>
      </Sheet>
    </Page>
  )
}
