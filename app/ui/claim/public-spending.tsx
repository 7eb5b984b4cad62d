import { useT } from '#app/i18n/provider.tsx'
import type { PublicSpending } from '#app/services/claim/queries/public-spending.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { SpendingTable } from './spending-table.tsx'

/** Budget against actual, for anyone. */
export function PublicSpendingSheet({ spending }: { spending: PublicSpending }) {
  const t = useT()
  if (spending === null) return null
  return (
    <Sheet labelledBy="spending">
      <h2 id="spending">{t('claim.publicTitle')}</h2>
      <p>{t('claim.publicLead')}</p>
      <SpendingTable lines={spending.lines} />
    </Sheet>
  )
}
