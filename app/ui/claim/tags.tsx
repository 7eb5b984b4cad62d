import type { BatchState, ExpenseState } from '#app/domain/claim/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const batchTone = { DRAFT: 'plain', SUBMITTED: 'wait', CERTIFIED: 'open' } as const satisfies Record<BatchState, Tone>
const expenseTone = {
  ENTERED: 'plain',
  QUESTIONED: 'due',
  ANSWERED: 'wait',
  ACCEPTED: 'open',
  DISALLOWED: 'due',
} as const satisfies Record<ExpenseState, Tone>

export function BatchTag({ state }: { state: BatchState }) {
  const t = useT()
  return <Tag tone={batchTone[state]}>{t(`claim.batch.state.${state}`)}</Tag>
}
export function ExpenseTag({ state }: { state: ExpenseState }) {
  const t = useT()
  return <Tag tone={expenseTone[state]}>{t(`claim.state.${state}`)}</Tag>
}
