import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type FundYearFacts = Standing & { readonly proposedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { proposedById }: FundYearFacts) => actor.accountId !== proposedById

/** A year of a fund: its plan and its closing. */
export const fundYearPolicy = definePolicy<FundYearFacts>()({
  read: { finance: true, approver: true, supervisor: true },
  adoptPlan: { finance: true },
  proposeClose: { finance: true },
  /** Two people close a year. */
  close: { approver: isSomebodyElse },
})
