import type { Cure, Explained } from '#app/domain/eligibility/explained.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { toldValues } from './told-values.ts'

const tones = { MET: 'open', UNMET: 'due', UNKNOWN: 'wait' } as const

const pageOf: Readonly<Record<Cure, (organizationId: string) => string>> = {
  credit: paths.ngoCredit,
  rating: paths.ngoRating,
  inspection: paths.ngoAnnualReports,
  profile: paths.ngoOrganization,
  admission: paths.ngoAdmissions,
}

/** Each condition: what it asks, whether it is met, since when, and where to do something about it (for the organization itself). */
export function ExplainedList({
  conditions,
  organizationId,
}: {
  /** `text`: the condition as the call says it. */
  conditions: readonly (Explained & { readonly text?: string })[]
  /** Without one nothing is linked: the reader is not of the organization. */
  organizationId?: string | undefined
}) {
  const t = useT()
  const word = useDynamicT()
  const { day } = useFormat()
  const told = (values: Explained['values']) => toldValues(values, day)
  return (
    <ul className="rows">
      {conditions.map(({ code, state, since, values, cure, text }, index) => (
        <li key={`${code} ${index}`}>
          <p>
            <Tag tone={tones[state]}>{t(`eligibility.state.${state}`)}</Tag>{' '}
            {word(`eligibility.says.${code}`, told(values))}
            {since === null ? null : t('eligibility.since', { day: day(since) })}
          </p>
          {text === undefined ? null : (
            <p className="note">
              <Typed>{text}</Typed>
            </p>
          )}
          {state === 'MET' ? null : (
            <p className="note">
              {state === 'UNKNOWN' ? t('eligibility.unknown') : word(`eligibility.cure.${code}`, told(values))}{' '}
              {cure === null || organizationId === undefined ? null : (
                <A to={pageOf[cure](organizationId)}>{t(`eligibility.where.${cure}`)}</A>
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
