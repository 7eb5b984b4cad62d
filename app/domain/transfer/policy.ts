import { definePolicy } from '../shared/policy.ts'
import type { Actor, Standing } from '../shared/actor.ts'

export type TransferFacts = Standing & { readonly enteredById?: string | undefined }

const isSomebodyElse = (actor: Actor, { enteredById }: TransferFacts) => actor.accountId !== enteredById

/** An officer enters an item of the catalogue, another person confirms it; then anybody reads it. */
export const transferPolicy = definePolicy<TransferFacts>()({
  read: { officer: true, approver: true, supervisor: true },
  enter: { officer: true },
  confirm: { approver: isSomebodyElse },
  withdraw: { officer: true, approver: true },
  link: { officer: true },
})
