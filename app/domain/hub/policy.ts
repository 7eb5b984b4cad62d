import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Who speaks for an organization towards a hub, and for a hub towards its members. */
export const hubPolicy = definePolicy<Standing>()({
  bind: { owner: true, certifier: true },
  recommend: { owner: true, certifier: true },
  report: { owner: true, editor: true, certifier: true },
})
