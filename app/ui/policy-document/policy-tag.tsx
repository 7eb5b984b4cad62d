import type { PolicyStanding } from '#app/domain/policy-document/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'

const tones = { inForce: 'open', notYet: 'wait', ended: 'plain' } as const

/** Whether it holds today, and whether its text was read again. */
export function PolicyTags({ standing, isConfirmed }: { standing: PolicyStanding; isConfirmed: boolean }) {
  const t = useT()
  return (
    <>
      <Tag tone={tones[standing]}>{t(`policy-document.standing.${standing}`)}</Tag>{' '}
      {isConfirmed ? null : <Tag tone="wait">{t('ruleBook.toBeConfirmed')}</Tag>}
    </>
  )
}
