import type { Finding, FindingPart } from '#app/domain/milestone/review.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const tones = { MET: 'open', PARTLY: 'wait', NOT_MET: 'due', COUNTS: 'open', DOES_NOT_COUNT: 'due' } as const

export const findingOn = (findings: readonly Finding[], part: FindingPart, partId: string): Finding | undefined =>
  findings.find((one) => one.part === part && one.partId === partId)

/** What the reviewer found on one part, beside it. */
export function FindingLine({ finding }: { finding: Finding | undefined }) {
  const t = useT()
  if (finding === undefined) return null
  return (
    <p className="finding">
      {finding.mark === '' ? (
        <Tag tone="wait">{t('report.review.change')}</Tag>
      ) : (
        <Tag tone={tones[finding.mark]}>{t(`report.review.mark.${finding.mark}`)}</Tag>
      )}{' '}
      <Typed>{finding.reason}</Typed>
    </p>
  )
}
