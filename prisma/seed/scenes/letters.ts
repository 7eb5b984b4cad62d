import { noticeTopics } from '#app/domain/notice/topic.ts'
import { addDays } from '#app/domain/shared/day.ts'
import { chooseLetters } from '#app/services/notice/choose-letters.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** An organization's owner sleeps at night and reads what is no work of theirs once a day. */
export function tellLetters(world: World, timeline: Timeline): void {
  timeline.at(moment(addDays(world.today, -20), '21:40'), async (when) => {
    const ways = Object.fromEntries(noticeTopics.map((topic) => [topic, 'AT_ONCE'])) as Record<
      (typeof noticeTopics)[number],
      'AT_ONCE'
    >
    await done(
      chooseLetters(world.as(world.organization('qingchuan').owner, when), {
        version: 1,
        ...ways,
        PROJECTS: 'DIGEST',
        COMMUNITY: 'NONE',
        digestHour: 18,
        quietFrom: 22,
        quietUntil: 7,
      }),
    )
  })
}
