import type { Translate } from '#app/i18n/translate.ts'
import type { AccountName } from '#app/services/ledger/queries/account-name.server.ts'

/** An account in words, as files name it; pages have app/ui/ledger/account-label.tsx. */
export const accountText = (t: Translate, { kind, name, source }: AccountName): string =>
  [t(`ledger.account.${kind}`), name, source === null ? '' : t(`fund.sourceOf.${source}`)].filter(Boolean).join(' ')
