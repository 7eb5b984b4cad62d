import type { CallState } from '#app/domain/call/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const tones: Record<CallState, Tone> = {
  DRAFT: 'plain',
  SUBMITTED: 'wait',
  PUBLISHED: 'open',
  OPENED: 'wait',
  SCORING: 'wait',
  SCORED: 'wait',
  NOTICED: 'open',
  AWARDED: 'plain',
  FAILED: 'plain',
  CANCELLED: 'plain',
}

/** Where a call stands. Past its deadline it takes no more bids, though nobody has opened it yet; suspended, it stands still. */
export function CallStateTag({
  state,
  isClosed,
  isSuspended,
  isRehearsal = false,
}: {
  state: CallState
  isClosed: boolean
  isSuspended: boolean
  isRehearsal?: boolean
}) {
  const t = useT()
  if (state === 'CANCELLED' && isRehearsal) return <Tag tone="plain">{t('rehearsal.over')}</Tag>
  if (state === 'PUBLISHED' && isSuspended) return <Tag tone="wait">{t('call.suspended')}</Tag>
  if (state === 'PUBLISHED' && isClosed) return <Tag tone="wait">{t('call.closed')}</Tag>
  return <Tag tone={tones[state]}>{t(`call.state.${state}`)}</Tag>
}
