import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'

export type Left = { days: number; hours: number; minutes: number } | null

/** How long is left, in words. */
export function useTimeLeft(): (left: Left) => string {
  const t = useT()
  return (left) => {
    if (left === null) return t('common.time.passed')
    if (left.days > 0) return t('common.time.left', { days: left.days, hours: left.hours })
    if (left.hours > 0) return t('common.time.leftHours', { hours: left.hours, minutes: left.minutes })
    return t('common.time.leftMinutes', { minutes: left.minutes })
  }
}

/** Red only when three days or less are left. */
export function TimeLeftTag({ left }: { left: Left }) {
  const timeLeft = useTimeLeft()
  const isNear = left !== null && left.days < 3
  return <Tag tone={left === null ? 'plain' : isNear ? 'due' : 'open'}>{timeLeft(left)}</Tag>
}
