import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** `declaredById`: who declared the account that waits. */
export type PayoutFacts = Standing & { readonly declaredById?: string | undefined }

/** Where an organization's money is sent: one of its people says, another confirms. The payer reads it where it pays. */
export const payoutPolicy = definePolicy<PayoutFacts>()({
  read: { owner: true, editor: true, certifier: true },
  declare: { owner: true, certifier: true },
  confirm: {
    owner: (actor, { declaredById }) => actor.accountId !== declaredById,
    certifier: (actor, { declaredById }) => actor.accountId !== declaredById,
  },
  withdraw: { owner: true, certifier: true },
})
