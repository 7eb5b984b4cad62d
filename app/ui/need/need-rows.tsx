import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { NeedRow } from '#app/services/need/queries/public-needs.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { NeedTag } from './need-tag.tsx'

export function NeedRows({ needs }: { needs: readonly NeedRow[] }) {
  const t = useT()
  const { number, dayOfInstant } = useFormat()
  return (
    <ul className="rows">
      {needs.map((need) => (
        <li key={need.needNo}>
          <h3>
            <A to={paths.need(need.needNo)}>
              <Typed>{need.title}</Typed>
            </A>
          </h3>
          <ul className="meta">
            <li>
              <NeedTag state={need.state} isInCall={need.isInCall} />
            </li>
            <li>{t('need.supporters', { count: number(need.supporters) })}</li>
            <li>{t('need.peopleAbout', { count: number(need.people) })}</li>
            <li>{t(`common.field.${need.field}`)}</li>
            <li>{need.regionName}</li>
            <li>{dayOfInstant(need.raisedAt)}</li>
          </ul>
          <p>
            <Typed>{need.what}</Typed>
          </p>
        </li>
      ))}
    </ul>
  )
}
