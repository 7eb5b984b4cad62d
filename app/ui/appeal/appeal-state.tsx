import type { AppealState, PledgeState } from '#app/domain/appeal/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const appealTone = {
  DRAFT: 'plain',
  SUBMITTED: 'wait',
  OPEN: 'open',
  REACHED: 'open',
  ENDED: 'wait',
  STOPPED: 'due',
  CLOSED: 'plain',
  WITHDRAWN: 'plain',
} as const satisfies Record<AppealState, Tone>

export function AppealStateTag({ state }: { state: AppealState }) {
  const t = useT()
  return <Tag tone={appealTone[state]}>{t(`appeal.state.${state}`)}</Tag>
}

const pledgeTone = {
  PLEDGED: 'wait',
  RECEIVED: 'open',
  PASSED: 'open',
  REFUND_DUE: 'due',
  REFUNDED: 'plain',
  WITHDRAWN: 'plain',
  EXPIRED: 'plain',
  RELEASED: 'plain',
} as const satisfies Record<PledgeState, Tone>

export function PledgeStateTag({ state }: { state: PledgeState }) {
  const t = useT()
  return <Tag tone={pledgeTone[state]}>{t(`pledge.state.${state}`)}</Tag>
}
