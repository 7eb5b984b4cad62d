import { timeLeft } from '#app/domain/shared/day.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { useFormat } from '#app/ui/format.ts'

/** A deadline in full, and how long is left of it, or that the call stands still. `now`: the instant the page was made. */
export function Deadline({ at, now, isSuspended = false }: { at: string; now: string; isSuspended?: boolean }) {
  const t = useT()
  const format = useFormat()
  const left = timeLeft(new Date(at), new Date(now))
  return (
    <>
      <time dateTime={at}>{format.deadline(at)}</time>{' '}
      {isSuspended ? (
        <Tag tone="wait">{t('call.suspended')}</Tag>
      ) : (
        <span className={left === undefined || left.days >= 3 ? 'tag' : 'tag due'}>
          {left === undefined
            ? t('common.time.passed')
            : left.days > 0
              ? t('common.time.left', { days: left.days, hours: left.hours })
              : left.hours > 0
                ? t('common.time.leftHours', { hours: left.hours, minutes: left.minutes })
                : t('common.time.leftMinutes', { minutes: left.minutes })}
        </span>
      )}
    </>
  )
}
