import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Mixed } from '#app/ui/mixed.tsx'

type Declared = {
  readonly declaredByName: string
  readonly declaredAt: string
  readonly confirmedByName: string | null
  readonly confirmedAt: string | null
  readonly withdrawnAt: string | null
}

/** Who gave an account, who confirmed it, whether it was taken back: one line of its facts. */
export function AccountHistory({ account }: { account: Declared }) {
  const t = useT()
  const { instant } = useFormat()
  return (
    <div>
      <dt>{t('payout.history')}</dt>
      <dd>
        <Mixed text={t('payout.declaredBy', { name: account.declaredByName, at: instant(account.declaredAt) })} />
        {account.confirmedAt === null ? null : (
          <>
            <br />
            <Mixed
              text={t('payout.confirmedBy', {
                name: account.confirmedByName ?? '',
                at: instant(account.confirmedAt),
              })}
            />
          </>
        )}
        {account.withdrawnAt === null ? null : (
          <>
            <br />
            {t('payout.withdrawn')}
          </>
        )}
      </dd>
    </div>
  )
}
