import { useT } from '#app/i18n/provider.tsx'
import type { AccountName } from '#app/services/ledger/queries/account-name.server.ts'
import { Typed } from '#app/ui/typed.tsx'

/** An account as a person knows it: what kind it is and whose. */
export function AccountLabel({ account }: { account: AccountName }) {
  const t = useT()
  return (
    <>
      {t(`ledger.account.${account.kind}`)} <Typed>{account.name}</Typed>
    </>
  )
}

export function AccountLabels({ accounts }: { accounts: readonly AccountName[] }) {
  const t = useT()
  return accounts.map((account, index) => (
    <span key={index}>
      {index === 0 ? null : t('ledgerBook.comma')}
      <AccountLabel account={account} />
    </span>
  ))
}
