import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { SimilarNeed } from '#app/services/need/queries/similar.server.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { NeedTag } from './need-tag.tsx'

/** Needs that say much the same: one of them may be supported instead. */
export function SimilarList({ needs }: { needs: readonly SimilarNeed[] }) {
  const t = useT()
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
              <NeedTag state={need.state} />
            </li>
            <li>{t('need.supporters', { count: need.supporters })}</li>
            <li>{need.regionName}</li>
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** What a refusal carries: the similar needs as JSON that our own service wrote. */
export const similarFrom = (data: unknown): SimilarNeed[] =>
  typeof data === 'string' ? (JSON.parse(data) as SimilarNeed[]) : []
