import type { ReactNode } from 'react'
import type { ServiceView } from '#app/domain/fee/fees.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { useLocalName } from '#app/ui/local-name.ts'
import { Typed } from '#app/ui/typed.tsx'

type Props = { services: readonly ServiceView[]; then?: (service: ServiceView) => ReactNode }

/** Each service with its fee and who pays less. */
export function ServiceTable({ services, then }: Props) {
  const t = useT()
  const { money } = useFormat()
  const nameOf = useLocalName()
  return (
    <ul className="rows">
      {services.map((service) => {
        const per = (fen: string) => (
          <>
            {money(fen)} / <Typed>{service.unit}</Typed>
          </>
        )
        const names = (groups: ServiceView['freeGroups']) => groups.map(nameOf).join(t('fee.list.comma'))
        return (
          <li key={service.id}>
            <p>
              <strong>
                <Typed>{service.name}</Typed>
              </strong>
            </p>
            <ul className="meta">
              <li>{t(`fee.mode.${service.mode}`)}</li>
              {service.mode === 'FREE' ? null : <li>{per(service.feeFen)}</li>}
              <li>{t(`fee.class.${service.class}`)}</li>
              <li>
                {t('fee.list.costOf')} {per(service.costFen)}
              </li>
            </ul>
            {service.reducedFen === null ? null : (
              <p>
                {t('fee.list.reducedFor', { groups: names(service.reducedGroups), sum: money(service.reducedFen) })}
              </p>
            )}
            {service.freeGroups.length === 0 ? null : (
              <p>{t('fee.list.freeFor', { groups: names(service.freeGroups) })}</p>
            )}
            {then?.(service)}
          </li>
        )
      })}
    </ul>
  )
}
