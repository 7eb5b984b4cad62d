import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** `draftedById`: who wrote the version that waits. */
export type PostPriceFacts = Standing & { readonly draftedById?: string | null | undefined }
const isSomebodyElse = (actor: Actor, { draftedById }: PostPriceFacts) => actor.accountId !== draftedById

/** What posts cost at a body: written by one person, put in force by another. */
export const postPricePolicy = definePolicy<PostPriceFacts>()({
  read: { officer: true, approver: true, finance: true, supervisor: true },
  draft: { officer: true },
  approve: { approver: isSomebodyElse },
})
