import { timeLeft } from '#app/domain/shared/day.ts'
import type { Stage } from '#app/domain/search/stage.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type Tone, Tag } from '#app/ui/tag.tsx'

const toneOf: Readonly<Record<Stage, Tone>> = {
  CALLING: 'open',
  REVIEWING: 'wait',
  NOTICED: 'open',
  AWARDED: 'plain',
  PREPARING: 'wait',
  ACTIVE: 'open',
  COMPLETED: 'plain',
  ENDED: 'plain',
}

/** Where a call or project stands; while a call takes bids, how long it still does. Red from three days before. */
export function StageTag({ stage, deadlineAt, now }: { stage: Stage; deadlineAt?: string | undefined; now: string }) {
  const t = useT()
  if (stage !== 'CALLING' || deadlineAt === undefined)
    return <Tag tone={toneOf[stage]}>{t(`search.stage.${stage}`)}</Tag>
  const left = timeLeft(new Date(deadlineAt), new Date(now))
  if (left === undefined) return <Tag tone="wait">{t('search.toOpen')}</Tag>
  const text =
    left.days > 0
      ? t('common.time.left', { days: left.days, hours: left.hours })
      : left.hours > 0
        ? t('common.time.leftHours', { hours: left.hours, minutes: left.minutes })
        : t('common.time.leftMinutes', { minutes: left.minutes })
  return <Tag tone={left.days < 3 ? 'due' : 'open'}>{text}</Tag>
}
