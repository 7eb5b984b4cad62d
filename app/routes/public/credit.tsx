import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { lookUpCredit } from '#app/services/credit/queries/credit-lookup.server.ts'
import { CreditTag } from '#app/ui/credit/standing.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const q = url.searchParams.get('q') ?? ''
  return { q, ...(await lookUpCredit(ctx, q)) }
})

export const meta = pageMeta(
  (t) => t('credit.title'),
  (t) => t('credit.lead'),
)

export default function Credit() {
  const { q, rows, isAsked, isCut } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const { day } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('credit.title')}</h1>
        <p>{t('credit.lead')}</p>
        <form method="get" action={href(paths.credit())} className="search-line" role="search">
          <div className="field">
            <label htmlFor="q">{t('credit.ask')}</label>
            <input id="q" name="q" type="search" defaultValue={q} maxLength={80} autoComplete="off" />
          </div>
          <button type="submit">{t('credit.search')}</button>
        </form>
      </Sheet>
      <Sheet labelledBy="found">
        <h2 id="found">{t(isAsked ? 'credit.found' : 'credit.listedNow')}</h2>
        {rows.length === 0 ? <p>{t(isAsked ? 'credit.none' : 'credit.noneListed')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <h3>
                <A to={paths.organizationCredit(row.id)}>
                  <Typed>{row.name}</Typed>
                </A>
              </h3>
              <ul className="meta">
                <li>
                  <CreditTag state={row.state} />
                </li>
                {row.since === null ? null : <li>{t('credit.since', { day: day(row.since) })}</li>}
                {row.creditCode === null ? null : <li>{row.creditCode}</li>}
                <li>{row.regionName}</li>
              </ul>
            </li>
          ))}
        </ul>
        <ListFiles list="credit" />
        {isCut ? <p className="hint">{t('credit.cut')}</p> : null}
      </Sheet>
    </Page>
  )
}
