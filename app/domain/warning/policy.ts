import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The purchasing body of the project. Warnings are its own: the supplier reads of its duties on its desk. */
export type WarningFacts = Standing

export const warningPolicy = definePolicy<WarningFacts>()({
  read: { officer: true, approver: true, finance: true, supervisor: true },
  assign: { officer: true, approver: true },
  close: { officer: true, approver: true },
})
