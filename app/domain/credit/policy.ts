import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The authority's side and the organization's; who entered the event in question. */
export type CreditFacts = Standing & { readonly recordedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { recordedById }: CreditFacts) => actor.accountId !== recordedById

/** An authority enters, another of its people confirms; the organization answers, and is judged by nobody who entered. */
export const creditPolicy = definePolicy<CreditFacts>()({
  /** What is not confirmed, and what was asked. */
  readOpen: { officer: true, approver: true, supervisor: true },
  enter: { officer: true },
  confirm: { approver: isSomebodyElse },
  withdraw: { officer: true, approver: true },
  decideRepair: { approver: true },
  decideCorrection: { approver: isSomebodyElse },
  readOwn: { owner: true, editor: true, certifier: true },
  request: { owner: true, certifier: true },
})
