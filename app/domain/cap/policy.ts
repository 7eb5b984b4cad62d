import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Who asked for a payment and who verified it. */
export type CapFacts = Standing & {
  readonly requestedById?: string | undefined
  readonly verifiedById?: string | undefined
}

const isSomebodyElse = (actor: Actor, { requestedById, verifiedById }: CapFacts) =>
  actor.accountId !== requestedById && actor.accountId !== verifiedById

/** A body's limits on its payments, and the agreement to one above them: never by whoever pays. */
export const capPolicy = definePolicy<CapFacts>()({
  read: { officer: true, approver: true, finance: true, supervisor: true },
  set: { approver: true },
  approvePayment: { approver: isSomebodyElse },
})
