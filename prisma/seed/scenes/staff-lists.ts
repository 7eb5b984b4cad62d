import { addDays } from '#app/domain/shared/day.ts'
import type { Post } from '#app/domain/staff/terms.ts'
import { addStaff } from '#app/services/staff/keep-list.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** How many people of an organization are on its list; of few or of ten and more, as bids are compared by size. */
const lists: Readonly<Record<string, number>> = {
  hejiang: 11,
  baichuan: 12,
  anlan: 10,
  bailu: 10,
  lianchuang: 13,
  putaoteng: 4,
  mingri: 3,
  haifeng: 4,
  oujiang: 3,
  haixing: 3,
  xinhuo: 4,
}
const families = Array.from('赵钱孙李周吴郑王冯陈褚卫')
const given = ['文静', '志远', '海燕', '晓东', '丽华']
const posts: readonly Post[] = ['HEAD', 'FINANCE', 'SOCIAL_WORKER', 'PROJECT']

/** The people of organizations that bid often, entered long before they did. */
export function tellStaffLists(world: World, timeline: Timeline): void {
  const enteredOn = addDays(world.today, -118)
  for (const [turn, [key, count]] of Object.entries(lists).entries())
    timeline.at(moment(enteredOn, '15:00'), async (when) => {
      const { id, owner } = world.organization(key)
      const ctx = world.as(owner, when)
      for (let index = 0; index < count; index += 1)
        await done(
          addStaff(ctx, id, {
            name: `${families[index % families.length] ?? ''}${given[(index + turn) % given.length] ?? ''}（演示）`,
            post: posts[Math.min(index, posts.length - 1)] ?? 'OTHER',
            postTitle: '',
            fromOn: addDays(world.today, -800 - index),
            consentHow: 'WRITTEN',
            consentOn: addDays(enteredOn, -1),
          }),
        )
    })
}
