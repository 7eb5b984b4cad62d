import { timeLeft } from '#app/domain/shared/day.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'

/** A deadline in full, and how long is left of it. `now`: the instant the page was made. */
export function Deadline({ at, now }: { at: string; now: string }) {
  const t = useT()
  const format = useFormat()
  const left = timeLeft(new Date(at), new Date(now))
  return (
    <>
      <time dateTime={at}>{format.deadline(at)}</time>{' '}
      <span className={left === undefined || left.days >= 3 ? 'tag' : 'tag due'}>
        {left === undefined
          ? t('common.time.passed')
          : left.days > 0
            ? t('common.time.left', { days: left.days, hours: left.hours })
            : left.hours > 0
              ? t('common.time.leftHours', { hours: left.hours, minutes: left.minutes })
              : t('common.time.leftMinutes', { minutes: left.minutes })}
      </span>
    </>
  )
}
