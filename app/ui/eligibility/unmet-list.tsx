import type { Refusal } from '#app/domain/shared/outcome.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { toldValues } from './told-values.ts'

/** Under a refusal: each condition that is not met, by whom, since when, and what cures it. */
export function UnmetList({ unmet }: { unmet: Refusal['unmet'] | undefined }) {
  const t = useT()
  const word = useDynamicT()
  const { day } = useFormat()
  if (unmet === undefined || unmet.length === 0) return null
  return (
    <ul>
      {unmet.map(({ who, code, since, values }) => {
        const told = toldValues(values, day)
        return (
          <li key={`${who} ${code}`}>
            <Mixed text={t('eligibility.unmet', { name: who, says: word(`eligibility.says.${code}`, told) })} />
            {since === null ? null : t('eligibility.since', { day: day(since) })}
            <br />
            {word(`eligibility.cure.${code}`, told)}
          </li>
        )
      })}
    </ul>
  )
}
