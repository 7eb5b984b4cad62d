import type { IncubationState } from '#app/domain/incubator/lifecycle.ts'
import type { IncubationWarning } from '#app/domain/incubator/warnings.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const tones: Record<IncubationState, Tone> = {
  DRAFT: 'wait',
  SENT: 'wait',
  RETURNED: 'due',
  WAITING: 'wait',
  ADMITTED: 'open',
  ACTIVE: 'open',
  LEAVING: 'due',
  GRADUATED: 'open',
  LEFT: 'plain',
  REFUSED: 'plain',
  WITHDRAWN: 'plain',
}

export function IncubationTag({ state }: { state: IncubationState }) {
  const t = useT()
  return <Tag tone={tones[state]}>{t(`incubation.state.${state}`)}</Tag>
}

/** Early warnings, each with the day it hangs on. */
export function WarningLines({ warnings }: { warnings: readonly IncubationWarning[] }) {
  const t = useT()
  const { day } = useFormat()
  if (warnings.length === 0) return null
  return (
    <ul className="plain">
      {warnings.map(({ kind, on }) => (
        <li key={kind}>
          <Tag tone="due">{t('incubation.warning.tag')}</Tag> {t(`incubation.warning.${kind}`, { day: day(on) })}
        </li>
      ))}
    </ul>
  )
}
