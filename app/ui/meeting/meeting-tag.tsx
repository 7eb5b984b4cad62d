import type { MeetingState } from '#app/domain/meeting/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const tones: Readonly<Record<MeetingState, Tone>> = {
  ANNOUNCED: 'open',
  HELD: 'wait',
  PUBLISHED: 'plain',
  CANCELLED: 'plain',
}

/** Where a meeting stands; minutes that are late are said to be. */
export function MeetingTag({ state, isOverdue }: { state: MeetingState; isOverdue: boolean }) {
  const t = useT()
  return (
    <>
      <Tag tone={tones[state]}>{t(`meeting.state.${state}`)}</Tag>
      {isOverdue ? (
        <>
          {' '}
          <Tag tone="due">{t('meeting.overdue')}</Tag>
        </>
      ) : null}
    </>
  )
}
