import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** An organization reads what was asked of it. */
export const burdenPolicy = definePolicy<Standing>()({
  readOwn: { owner: true, editor: true, certifier: true },
})
