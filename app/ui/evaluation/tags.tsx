import type { GradeCode } from '#app/domain/evaluation/indicator-set.ts'
import type { EvaluationState } from '#app/domain/evaluation/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'

const tones = {
  COMMISSIONED: 'wait',
  SUBMITTED: 'wait',
  RETURNED: 'due',
  CONFIRMED: 'open',
  CANCELLED: 'plain',
} as const

export function EvaluationTag({ state, isOverdue }: { state: EvaluationState; isOverdue: boolean }) {
  const t = useT()
  return (
    <>
      <Tag tone={tones[state]}>{t(`evaluation.state.${state}`)}</Tag>
      {isOverdue ? (
        <>
          {' '}
          <Tag tone="due">{t('evaluation.overdue')}</Tag>
        </>
      ) : null}
    </>
  )
}

export function GradeTag({ grade, passes }: { grade: GradeCode; passes: boolean }) {
  const t = useT()
  return <Tag tone={passes ? 'open' : 'due'}>{t(`evaluation.grade.${grade}`)}</Tag>
}
