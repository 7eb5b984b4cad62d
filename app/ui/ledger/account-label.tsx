import { useT } from '#app/i18n/provider.tsx'
import type { AccountName } from '#app/services/ledger/queries/account-name.server.ts'
import { Typed } from '#app/ui/typed.tsx'

/** An account as a person knows it: what it is for, whose it is, and which source's money it holds where there are several. */
export function AccountLabel({ account }: { account: AccountName }) {
  const t = useT()
  return (
    <>
      {t(`ledger.account.${account.kind}`)} <Typed>{account.name}</Typed>
      {account.source === null ? null : ` · ${t(`fund.sourceOf.${account.source}`)}`}
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
