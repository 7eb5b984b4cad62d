import type { CallFees, ServiceView } from '#app/domain/fee/fees.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { FeeWords } from './fee-sheet.tsx'
import { ServiceTable } from './service-table.tsx'

type Props = { services: readonly ServiceView[]; fees: CallFees; takenFen: string }

/** For anybody: whom a project is for, what each service takes, and what came in. */
export function PublicFees({ services, fees, takenFen }: Props) {
  const t = useT()
  const { money } = useFormat()
  if (services.length === 0 && fees.terms === null && fees.groups.length === 0) return null
  return (
    <Sheet labelledBy="fees">
      <h2 id="fees">{t('fee.sheet.title')}</h2>
      <FeeWords fees={fees} />
      {services.length === 0 ? null : (
        <>
          <p>{t('fee.project.lead')}</p>
          <Folded label={t('common.all', { count: services.length })}>
            <ServiceTable services={services} />
          </Folded>
        </>
      )}
      {services.some(({ mode }) => mode !== 'FREE') ? <p>{t('fee.project.taken', { sum: money(takenFen) })}</p> : null}
    </Sheet>
  )
}
