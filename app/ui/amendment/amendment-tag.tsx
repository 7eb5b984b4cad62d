import type { AmendmentState } from '#app/domain/amendment/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'

const tones = { DRAFT: 'plain', OFFERED: 'wait', SIGNED: 'open', REFUSED: 'due', WITHDRAWN: 'plain' } as const

export function AmendmentTag({ state }: { state: AmendmentState }) {
  const t = useT()
  return <Tag tone={tones[state]}>{t(`amendment.state.${state}`)}</Tag>
}
