import { useT } from '#app/i18n/provider.tsx'
import type { PublicSpending } from '#app/services/claim/queries/public-spending.server.ts'
import { Folded } from '#app/ui/folded.tsx'
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
      <Folded label={t('common.all', { count: spending.lines.length })}>
        <SpendingTable lines={spending.lines} />
      </Folded>
    </Sheet>
  )
}
