import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Names and contacts are for those who keep them; hours are written by one person and confirmed by another (PostgreSQL checks). */
export const volunteerPolicy = definePolicy<Standing>()({
  read: { owner: true, editor: true, certifier: true },
  keep: { owner: true, editor: true },
  confirm: { owner: true, editor: true, certifier: true },
})
