import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export const auditTrailPolicy = definePolicy<Standing>()({
  /** Whatever was done anywhere, and from which address. Who watches a body reads what was done in it and is no bidder's or panel's. */
  readAll: { administrator: true },
})
