import { trialColumnNames } from '#app/domain/ledger/statement.ts'
import { paths } from '#app/http/paths.ts'
import { periodText } from '#app/http/period-text.ts'
import type { trialPage } from '#app/http/statement-page.server.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import type { ColumnsText, TrialBalance, TrialRow } from '#app/services/ledger/queries/trial-balance.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Scroll } from '#app/ui/scroll.tsx'
import { AccountLabel } from './account-label.tsx'
import { FileLinks } from './file-links.tsx'
import { PeriodForm, periodQuery } from './period-form.tsx'

export type TrialView = Awaited<ReturnType<typeof trialPage>>

/** All accounts of a body: each leads to its own statement of the same period. */
export function TrialPage({ view: { body, asked, balance } }: { view: TrialView }) {
  const t = useT()
  const locale = useLocale()
  const { money } = useFormat()
  const keep = body.others.length === 0 ? {} : { body: body.bodyId }
  return (
    <Page crumbs={[{ to: paths.books(), text: t('books.title') }]}>
      <Sheet>
        <h1>{t('statement.title.body')}</h1>
        <ul className="meta">
          <li>{body.name}</li>
        </ul>
        {body.others.length === 0 ? null : (
          <nav aria-label={t('statement.otherBodies')}>
            <ul className="meta">
              {body.others.map(({ id, name }) => (
                <li key={id}>
                  <A to={`${paths.trialBalance()}?body=${id}`}>{name}</A>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <p className="lead">{t('statement.lead.body')}</p>
        <PeriodForm asked={asked} keep={keep} />
        {balance === null || asked.period === null ? null : (
          <>
            <h2>{periodText(asked.period, locale)}</h2>
            <p className={balance.isBalanced ? undefined : 'notice'}>
              {t(balance.isBalanced ? 'statement.balanced' : 'statement.unbalanced')}
              {balance.heldFen === '0' ? null : ` ${t('statement.trialHeld', { money: money(balance.heldFen) })}`}
            </p>
            <FileLinks to={paths.trialBalance} query={periodQuery(asked, keep)} />
          </>
        )}
      </Sheet>
      {balance === null ? null : (
        <Sheet labelledBy="accounts">
          <h2 id="accounts">{t('statement.accounts')}</h2>
          {balance.accountCount === 0 ? (
            <p>{t('statement.accountsEmpty')}</p>
          ) : (
            <Scroll label={t('statement.accounts')}>
              <Accounts balance={balance} query={periodQuery(asked)} bodyId={body.bodyId} />
            </Scroll>
          )}
          <Pager next={balance.nextCursor ?? undefined} />
        </Sheet>
      )}
    </Page>
  )
}

function Accounts({ balance, query, bodyId }: { balance: TrialBalance; query: string; bodyId: string }) {
  const t = useT()
  const { money } = useFormat()
  const cells = (columns: ColumnsText) =>
    trialColumnNames.map((name) =>
      // A nought is an empty place: of each pair one side is.
      columns[name] === '0' ? (
        <td key={name} className="num" />
      ) : (
        <td key={name} className="num" data-label={t(`statement.column.${name}`)}>
          {money(columns[name])}
        </td>
      ),
    )
  return (
    <table className="stack statement trial">
      <thead>
        <tr>
          <th scope="col">{t('statement.account')}</th>
          {trialColumnNames.map((name) => (
            <th key={name} scope="col" className="num">
              {t(`statement.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {balance.rows.map((row, index) => (
          <tr key={index}>
            <th scope="row">
              <StatementLink row={row} query={query} bodyId={bodyId} />
            </th>
            {cells(row)}
          </tr>
        ))}
      </tbody>
      {balance.nextCursor === null ? (
        <tfoot>
          <tr className="footing">
            <th scope="row">{t('statement.total')}</th>
            {cells(balance.totals)}
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

function StatementLink({ row, query, bodyId }: { row: TrialRow; query: string; bodyId: string }) {
  const label = <AccountLabel account={row.account} />
  switch (row.account.kind) {
    case 'fund':
      return <A to={paths.fundStatement(row.ownerId) + query}>{label}</A>
    case 'award':
      return row.projectId === null ? label : <A to={paths.bureauProjectStatement(row.projectId) + query}>{label}</A>
    case 'org':
      return (
        <A to={`${paths.paidToStatement(row.ownerId)}${query === '' ? '?' : `${query}&`}body=${bodyId}`}>{label}</A>
      )
    default:
      return label
  }
}
