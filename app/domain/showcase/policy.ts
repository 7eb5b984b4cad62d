import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type ShowcaseFacts = Standing & { readonly enteredById?: string | undefined }
const isSomebodyElse = (actor: Actor, { enteredById }: ShowcaseFacts) => actor.accountId !== enteredById

/** Models, brands, their quotas and the phases of a place: entered by one, confirmed by another. */
export const showcasePolicy = definePolicy<ShowcaseFacts>()({
  readBoard: { officer: true, approver: true, supervisor: true },
  enter: { officer: true },
  confirm: { approver: isSomebodyElse },
  withdraw: { officer: true, approver: true },
})
