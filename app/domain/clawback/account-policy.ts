import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** `declaredById`: who declared the account that waits. */
export type ReturnAccountFacts = Standing & { readonly declaredById?: string | undefined }

const isSomebodyElse = (actor: Actor, { declaredById }: ReturnAccountFacts) => actor.accountId !== declaredById

/** To which account of the body money comes back: finance says, an approver confirms. Whoever owes reads it where it owes. */
export const returnAccountPolicy = definePolicy<ReturnAccountFacts>()({
  read: { officer: true, approver: true, finance: true, supervisor: true },
  declare: { finance: true },
  confirm: { approver: isSomebodyElse },
  withdraw: { approver: true, finance: true },
})
