import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Names of people are for those who keep them, in their own organization; everybody else sees counts. */
export const staffPolicy = definePolicy<Standing>()({
  read: { owner: true, editor: true },
  keep: { owner: true, editor: true },
})
