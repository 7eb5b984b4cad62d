import { useT } from '#app/i18n/provider.tsx'
import type { AccountForReturns } from '#app/services/clawback/queries/return-account.server.ts'
import { Typed } from '#app/ui/typed.tsx'

/** In groups of four, as banks print it. */
export const inFours = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ')

/** To which account money comes back, and what to write with it; where the body has not said, what to do instead. */
export function ReturnAccount({ account, projectNo }: { account: AccountForReturns | null; projectNo: string }) {
  const t = useT()
  if (account === null) return <p className="notice">{t('clawback.account.notYet')}</p>
  return (
    <>
      <h3>{t('clawback.account.payTo')}</h3>
      <dl className="facts">
        <AccountFacts account={account} />
        <div>
          <dt>{t('clawback.account.memo')}</dt>
          <dd>{projectNo}</dd>
        </div>
      </dl>
    </>
  )
}

export function AccountFacts({ account }: { account: AccountForReturns }) {
  const t = useT()
  return (
    <>
      <div>
        <dt>{t('payout.holder')}</dt>
        <dd>
          <Typed>{account.holder}</Typed>
        </dd>
      </div>
      <div>
        <dt>{t('payout.bank')}</dt>
        <dd>
          <Typed>{account.bank}</Typed>
        </dd>
      </div>
      <div>
        <dt>{t('payout.number')}</dt>
        <dd>{inFours(account.number)}</dd>
      </div>
    </>
  )
}
