import { definePolicy } from '../shared/policy.ts'
import type { Standing } from '../shared/actor.ts'

/** The office that keeps the entry, and the organization of the project that books. */
export type VenueFacts = Standing

export const venuePolicy = definePolicy<VenueFacts>()({
  keep: { officer: true, approver: true },
  readBookings: { officer: true, approver: true },
  book: { owner: true, editor: true, certifier: true },
  decide: { officer: true, approver: true },
  cancel: { officer: true, approver: true, owner: true, editor: true, certifier: true },
})
