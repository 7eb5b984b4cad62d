import { useT } from '#app/i18n/provider.tsx'
import type { AppealAccountView } from '#app/services/appeal/queries/appeal-figures.ts'
import { useFormat } from '#app/ui/format.ts'
import { TypedText } from '#app/ui/typed.tsx'

/** Accounts that were given: the ledger's figures of that day, and what was done with the money. */
export function AccountList({ accounts }: { accounts: readonly AppealAccountView[] }) {
  const t = useT()
  const { money, dayOfInstant } = useFormat()
  return (
    <ul className="rows">
      {accounts.map((account) => (
        <li key={account.id}>
          <h3>
            {t(account.isFinal ? 'appeal.accountOf.final' : 'appeal.accountOf.period')} ·{' '}
            {dayOfInstant(account.givenAt)}
          </h3>
          <p>
            {t('appeal.accountLine', {
              received: money(account.receivedFen),
              returned: money(account.returnedFen),
              passed: money(account.passedFen),
            })}
          </p>
          <TypedText text={account.words} />
        </li>
      ))}
    </ul>
  )
}
