import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The registry's side and the organization's; who did the earlier steps of the thing in question. */
export type RatingFactsOf = Standing & {
  readonly assessorId?: string | null | undefined
  readonly decidedById?: string | null | undefined
  /** Of a decision made elsewhere, a revocation or an agreement. */
  readonly enteredById?: string | null | undefined
}

const isNew = (actor: Actor, { assessorId, decidedById }: RatingFactsOf) =>
  actor.accountId !== assessorId && actor.accountId !== decidedById
const isSomebodyElse = (actor: Actor, { enteredById }: RatingFactsOf) => actor.accountId !== enteredById

/** One assesses, another decides, a third confirms; what was decided elsewhere is entered by one and confirmed by another. */
export const ratingPolicy = definePolicy<RatingFactsOf>()({
  readBoard: { officer: true, approver: true, supervisor: true },
  publishRound: { approver: true },
  check: { officer: true },
  visit: { officer: true },
  assess: { officer: true },
  decide: { approver: (actor, { assessorId }) => actor.accountId !== assessorId },
  confirm: { officer: isNew, approver: isNew },
  answerComplaint: { officer: isNew, approver: isNew, supervisor: isNew },
  enter: { officer: true },
  confirmEntered: { approver: isSomebodyElse },
  withdrawEntered: { officer: true, approver: true },
  readOwn: { owner: true, editor: true, certifier: true },
  apply: { owner: true, certifier: true },
})
