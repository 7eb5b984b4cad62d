import type { NeedState } from '#app/domain/need/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const tones: Readonly<Record<NeedState, Tone>> = {
  RECEIVED: 'wait',
  PROPOSED: 'open',
  DELIBERATED: 'open',
  REVIEWED: 'open',
  RESOLVED: 'wait',
  SET_ASIDE: 'plain',
  DECLINED: 'plain',
}

/** Where a need stands; resolved and in a call that lives, it says so. */
export function NeedTag({ state, isInCall = false }: { state: NeedState; isInCall?: boolean }) {
  const t = useT()
  return <Tag tone={isInCall ? 'open' : tones[state]}>{isInCall ? t('need.inCall') : t(`need.state.${state}`)}</Tag>
}
