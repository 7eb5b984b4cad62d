import { useLoaderData } from '@remix-run/react'
import { accountKinds } from '#app/domain/ledger/account-kind.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readLedger } from '#app/services/ledger/queries/ledger.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { AccountLabel } from '#app/ui/ledger/account-label.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'finance' }, async ({ ctx, url }) => {
  const kind = accountKinds.find((each) => each === url.searchParams.get('kind'))
  const { entries, nextCursor } = await readLedger(ctx, kind, url.searchParams.get('after'))
  return { entries, nextCursor: nextCursor ?? null, kind: kind ?? null }
})

export const meta = pageMeta((t) => t('ledger.title'))

export default function Ledger() {
  const { entries, nextCursor, kind } = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  const { money, day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.funds(), text: t('fund.title') }]}>
      <Sheet>
        <h1>{t('ledger.title')}</h1>
        <p>{t('ledger.lead')}</p>
        <p>
          <A to={paths.books()}>{t('ledgerBook.four')}</A> · <A to={paths.trialBalance()}>{t('statement.trial')}</A>
        </p>
        <nav aria-label={t('ledger.filter')}>
          <ul className="meta">
            <li>
              <A to={paths.ledger()} aria-current={kind === null ? 'true' : undefined}>
                {t('ledger.all')}
              </A>
            </li>
            {accountKinds.map((each) => (
              <li key={each}>
                <A to={`${paths.ledger()}?kind=${each}`} aria-current={kind === each ? 'true' : undefined}>
                  {t(`ledger.account.${each}`)}
                </A>
              </li>
            ))}
          </ul>
        </nav>
      </Sheet>
      <Sheet>
        {entries.length === 0 ? <p>{t('ledger.empty')}</p> : null}
        <ul className="rows">
          {entries.map((entry) => (
            <li key={entry.seq}>
              <h2>
                {dynamic(`ledger.kind.${entry.kind}`)}{' '}
                <Tag tone={entry.phase === 'pending' ? 'wait' : 'plain'}>{dynamic(`ledger.phase.${entry.phase}`)}</Tag>
              </h2>
              <ul className="meta">
                <li>{t('ledger.number', { seq: entry.seq })}</li>
                <li>{day(entry.effectiveOn)}</li>
                {entry.actorName === null ? null : (
                  <li>
                    {t('ledger.by')} <Typed>{entry.actorName}</Typed>
                  </li>
                )}
                {entry.memo === '' ? null : (
                  <li>
                    <Typed>{entry.memo}</Typed>
                  </li>
                )}
              </ul>
              <table className="stack postings">
                <thead>
                  <tr>
                    <th scope="col">{t('ledger.accountColumn')}</th>
                    <th scope="col" className="num">
                      {t('ledger.debit')}
                    </th>
                    <th scope="col" className="num">
                      {t('ledger.credit')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {entry.lines.map((line, index) => (
                    <tr key={index}>
                      <td>
                        <AccountLabel account={line.account} />
                      </td>
                      <td className="num" data-label={line.debitFen === null ? undefined : t('ledger.debit')}>
                        {line.debitFen === null ? '' : money(line.debitFen)}
                      </td>
                      <td className="num" data-label={line.creditFen === null ? undefined : t('ledger.credit')}>
                        {line.creditFen === null ? '' : money(line.creditFen)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </li>
          ))}
        </ul>
        <Pager next={nextCursor ?? undefined} />
      </Sheet>
    </Page>
  )
}
