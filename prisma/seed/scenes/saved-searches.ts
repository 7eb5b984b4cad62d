import type { Pace } from '#app/domain/saved-search/schema.ts'
import { readSearchAsk } from '#app/domain/search/ask.ts'
import { addDays } from '#app/domain/shared/day.ts'
import { saveSearch } from '#app/services/saved-search/save-search.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

const kept: readonly (readonly [query: string, name: string, pace: Pace])[] = [
  ['q=养老&stage=CALLING', '“养老” · 征集中', 'AT_ONCE'],
  ['field=COMMUNITY&stage=CALLING', '征集中 · 社区服务', 'DAILY'],
  ['q=助餐', '“助餐”', 'NONE'],
  ['of=organizations&field=ELDERLY_AND_DISABILITY', '社会组织 · 养老助残', 'WEEKLY'],
]

/** An organization's owner keeps the searches that it lives on, a resident one out of curiosity. All invented. */
export function tellSavedSearches(world: World, timeline: Timeline): void {
  timeline.at(moment(addDays(world.today, -12), '10:20'), async (when) => {
    const owner = world.as(world.organization('qingchuan').owner, when)
    for (const [query, name, pace] of kept)
      await done(saveSearch(owner, undefined, readSearchAsk(new URLSearchParams(query)), { name, pace }))
    await done(
      saveSearch(world.as(world.resident, when), undefined, readSearchAsk(new URLSearchParams('region=310112')), {
        name: '闵行区',
        pace: 'WEEKLY',
      }),
    )
  })
}
