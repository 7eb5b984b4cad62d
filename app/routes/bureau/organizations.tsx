import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { readRegistry, type RegistryRow } from '#app/services/organization/queries/registry.server.ts'
import { CreditTag } from '#app/ui/credit/standing.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx, url: { searchParams } }) => readRegistry(ctx, searchParams))

export const meta = pageMeta((t) => t('registry.title'))

export default function RegistryPage() {
  const { isRegistry, mayImport, q, rows, next, toConfirm } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('registry.title')}</h1>
        <p>{t(isRegistry ? 'registry.lead' : 'registry.notRegistry')}</p>
        {isRegistry ? (
          <form method="get" action={href(paths.registry())} className="search-line" role="search">
            <div className="field">
              <label htmlFor="q">{t('registry.find')}</label>
              <input id="q" name="q" type="search" defaultValue={q} maxLength={80} autoComplete="off" />
            </div>
            <button type="submit">{t('credit.search')}</button>
          </form>
        ) : null}
        {mayImport ? (
          <p>
            <A to={paths.registryImport()}>{t('import.title.ORGANIZATIONS')}</A>
          </p>
        ) : null}
      </Sheet>
      {toConfirm.length === 0 ? null : (
        <Sheet labelledBy="confirm">
          <h2 id="confirm">{t('registry.toConfirm')}</h2>
          <ul className="plain">
            {toConfirm.map(({ id, name }) => (
              <li key={id}>
                <A to={paths.registered(id)}>
                  <Typed>{name}</Typed>
                </A>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {isRegistry ? (
        <Sheet>
          {rows.length === 0 ? (
            <p>{t('organization.public.none')}</p>
          ) : (
            <ul className="rows">
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </ul>
          )}
          <Pager next={next} />
        </Sheet>
      ) : null}
    </Page>
  )
}

function Row({ row }: { row: RegistryRow }) {
  const t = useT()
  return (
    <li>
      <h2 className="small">
        <A to={paths.registered(row.id)}>
          <Typed>{row.name}</Typed>
        </A>{' '}
        {row.state === 'ENDED' ? <Tag tone="plain">{t('organization.state.ENDED')}</Tag> : null}
        {row.state === 'SUSPENDED' ? <Tag tone="due">{t('organization.state.SUSPENDED')}</Tag> : null}
        {row.isHub ? <Tag tone="open">{t('hub.is')}</Tag> : null}
        {row.creditState === 'REGULAR' ? null : <CreditTag state={row.creditState} />}
      </h2>
      <ul className="meta">
        <li>{t(`organization.public.kind.${row.kind}`)}</li>
        {row.creditCode === null ? null : <li>{row.creditCode}</li>}
        {row.tieCount === 0 ? null : <li>{t('registry.ties', { count: row.tieCount })}</li>}
      </ul>
    </li>
  )
}
