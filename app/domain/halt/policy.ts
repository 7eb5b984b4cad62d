import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type HaltFacts = Standing & { readonly proposedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { proposedById }: HaltFacts) => actor.accountId !== proposedById

/** Who may stop or end a running project: one proposes, another decides. */
export const haltPolicy = definePolicy<HaltFacts>()({
  propose: { officer: true },
  withdraw: { officer: true },
  decide: { approver: isSomebodyElse },
  resume: { approver: true },
})
