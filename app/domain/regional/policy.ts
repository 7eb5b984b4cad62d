import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The registry of the place; who entered the figure in question. */
export type RegionalFacts = Standing & { readonly enteredById?: string | undefined }

const isSomebodyElse = (actor: Actor, { enteredById }: RegionalFacts) => actor.accountId !== enteredById

/** Targets, bases and figures that are not counted: entered by one, confirmed by another of the registry. */
export const regionalPolicy = definePolicy<RegionalFacts>()({
  readBoard: { officer: true, approver: true, supervisor: true },
  enter: { officer: true },
  confirm: { approver: isSomebodyElse },
  withdraw: { officer: true, approver: true },
})
