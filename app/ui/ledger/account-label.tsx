import type { AccountKind } from '#app/domain/ledger/account-kind.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** An account as a person knows it: what it is for, whose it is, and which source's money it holds where there are several. */
export function AccountLabel({ of }: { of: { kind: AccountKind; name: string; source: string | null } }) {
  const t = useT()
  const dynamic = useDynamicT()
  return (
    <>
      {t(`ledger.account.${of.kind}`)} <Typed>{of.name}</Typed>
      {of.source === null ? null : ` · ${dynamic(`fund.sourceOf.${of.source}`)}`}
    </>
  )
}
