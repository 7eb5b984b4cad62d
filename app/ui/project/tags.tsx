import type { MilestoneState, TrancheState } from '#app/domain/milestone/lifecycle.ts'
import type { ContractState, ObjectionState, ProjectState } from '#app/domain/project/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const projectTone = {
  PREPARING: 'wait',
  ACTIVE: 'open',
  SUSPENDED: 'due',
  COMPLETED: 'plain',
  CLOSED: 'plain',
  TERMINATED: 'due',
} as const
const contractTone = { DRAFT: 'plain', OFFERED: 'wait', SIGNED: 'open' } as const
const milestoneTone = {
  PLANNED: 'plain',
  REPORTED: 'wait',
  RETURNED: 'due',
  ACCEPTED: 'open',
  REJECTED: 'due',
  CANCELLED: 'plain',
} as const
const trancheTone = { PLANNED: 'plain', CLAIMABLE: 'wait', RELEASED: 'open', REFUSED: 'due', CANCELLED: 'due' } as const
const objectionTone = { OPEN: 'due', ANSWERED: 'wait', CLOSED: 'plain' } as const satisfies Record<ObjectionState, Tone>

/** Where the award was taken back before anybody signed, that is said: nothing that ran was broken off. */
export function ProjectTag({ state, isRevoked = false }: { state: ProjectState; isRevoked?: boolean }) {
  const t = useT()
  if (isRevoked) return <Tag tone="plain">{t('project.revokedTag')}</Tag>
  return <Tag tone={projectTone[state]}>{t(`project.state.${state}`)}</Tag>
}
export function ContractTag({ state }: { state: ContractState }) {
  const t = useT()
  return <Tag tone={contractTone[state]}>{t(`contract.state.${state}`)}</Tag>
}
/** Late is said instead of "not reported": it is what matters then. */
export function MilestoneTag({ state, isOverdue = false }: { state: MilestoneState; isOverdue?: boolean }) {
  const t = useT()
  return (
    <>
      {isOverdue && state === 'PLANNED' ? null : <Tag tone={milestoneTone[state]}>{t(`milestone.state.${state}`)}</Tag>}{' '}
      {isOverdue ? <Tag tone="due">{t('milestone.overdue')}</Tag> : null}
    </>
  )
}
export function TrancheTag({ state }: { state: TrancheState }) {
  const t = useT()
  return <Tag tone={trancheTone[state]}>{t(`tranche.state.${state}`)}</Tag>
}
export function ObjectionTag({ state }: { state: ObjectionState }) {
  const t = useT()
  return <Tag tone={objectionTone[state]}>{t(`objection.state.${state}`)}</Tag>
}
