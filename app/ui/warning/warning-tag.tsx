import type { WarningLevel } from '#app/domain/warning/find-warnings.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'

const tones = { HIGH: 'due', MEDIUM: 'wait', LOW: 'plain' } as const

export function WarningTag({ level }: { level: WarningLevel }) {
  const t = useT()
  return <Tag tone={tones[level]}>{t(`warning.level.${level}`)}</Tag>
}
