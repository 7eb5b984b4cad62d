import type { RatingState } from '#app/domain/rating/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'

const tones: Readonly<Partial<Record<RatingState, 'open' | 'plain'>>> = {
  CONFIRMED: 'open',
  REFUSED: 'plain',
  WITHDRAWN: 'plain',
}

/** How far an application to be rated is. */
export function RatingStateTag({ state }: { state: RatingState }) {
  const t = useT()
  return <Tag tone={tones[state] ?? 'wait'}>{t(`rating.state.${state}`)}</Tag>
}
