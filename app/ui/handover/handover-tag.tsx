import type { HandoverState } from '#app/domain/handover/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'

const tones = {
  ASKED: 'wait',
  ACCEPTED: 'open',
  DECLINED: 'plain',
  LAPSED: 'plain',
  WITHDRAWN: 'plain',
  DONE: 'open',
} as const

export function HandoverTag({ state }: { state: HandoverState }) {
  const t = useT()
  return <Tag tone={tones[state]}>{t(`handover.state.${state}`)}</Tag>
}
