import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The body whose project ended, and the organization that is asked. */
export type HandoverFacts = Standing

/** The buyer's approver asks and publishes; the reserve's certifier binds it, its owner may decline too. */
export const handoverPolicy = definePolicy<HandoverFacts>()({
  readForBody: { officer: true, approver: true, finance: true, supervisor: true },
  ask: { approver: true },
  withdraw: { approver: true },
  notice: { approver: true },
  readForReserve: { owner: true, editor: true, certifier: true },
  accept: { certifier: true },
  decline: { owner: true, certifier: true },
})
