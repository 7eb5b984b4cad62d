import type { GiftState } from '#app/domain/gift/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const tone = {
  STATED: 'wait',
  CONFIRMED: 'open',
  DECLINED: 'due',
  RECEIVED: 'open',
  WITHDRAWN: 'plain',
} as const satisfies Record<GiftState, Tone>

export function GiftStateTag({ state }: { state: GiftState }) {
  const t = useT()
  return <Tag tone={tone[state]}>{t(`gift.state.${state}`)}</Tag>
}
