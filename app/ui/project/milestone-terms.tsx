import { type EvidenceKind, missingKinds } from '#app/domain/milestone/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { MilestoneView } from '#app/services/project/queries/sheet.server.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

type Terms = Pick<MilestoneView, 'criteria' | 'requiredEvidence' | 'indicators'>

export const hasTerms = ({ criteria, requiredEvidence, indicators }: Terms): boolean =>
  criteria.some(({ isRetired }) => !isRetired) ||
  requiredEvidence.length > 0 ||
  indicators.some(({ counting }) => counting !== 'TYPED')

/** What was agreed for one milestone: its criteria, what must be shown, what its indicators count. */
export function MilestoneTerms({ milestone, heading: Heading = 'h3' }: { milestone: Terms; heading?: 'h3' | 'h4' }) {
  const t = useT()
  const criteria = milestone.criteria.filter(({ isRetired }) => !isRetired)
  const counted = milestone.indicators.filter(({ counting }) => counting !== 'TYPED')
  return (
    <>
      {criteria.length === 0 ? null : (
        <>
          <Heading>{t('milestone.terms.criteria')}</Heading>
          <ol>
            {criteria.map(({ id, text }) => (
              <li key={id}>
                <Typed>{text}</Typed>
              </li>
            ))}
          </ol>
        </>
      )}
      {milestone.requiredEvidence.length === 0 ? null : (
        <>
          <Heading>{t('milestone.terms.evidence')}</Heading>
          <ul>
            {milestone.requiredEvidence.map((kind) => (
              <li key={kind}>{t(`milestone.evidenceKind.${kind}`)}</li>
            ))}
          </ul>
        </>
      )}
      {counted.map(({ id, name, counting }) => (
        <p key={id} className="hint">
          <Mixed
            text={t('milestone.terms.counts', { name, counting: t(`milestone.terms.countingWord.${counting}`) })}
          />
        </p>
      ))}
    </>
  )
}

/** Which of the required kinds are there. */
export function RequiredEvidence({
  required,
  evidence,
}: {
  required: readonly EvidenceKind[]
  evidence: readonly { kind: EvidenceKind }[]
}) {
  const t = useT()
  if (required.length === 0) return null
  const missing = missingKinds(required, evidence)
  return (
    <>
      <h3>{t('milestone.terms.evidence')}</h3>
      <ul className="rows">
        {required.map((kind) => (
          <li key={kind}>
            <div className="line">
              <span>{t(`milestone.evidenceKind.${kind}`)}</span>
              <Tag tone={missing.includes(kind) ? 'wait' : 'open'}>
                {missing.includes(kind) ? t('milestone.terms.missing') : t('milestone.terms.there')}
              </Tag>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
