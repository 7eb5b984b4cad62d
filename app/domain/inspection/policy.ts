import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type InspectionFacts = Standing & {
  readonly reviewedById?: string | null | undefined
  readonly conclusion?: string | undefined
}

/** Whoever reviewed does not fail an organization alone. */
const mayDecide = (actor: Actor, { reviewedById, conclusion }: InspectionFacts) =>
  conclusion !== 'FAIL' || actor.accountId !== reviewedById

/** The registry looks through and concludes; the organization writes, and its owner or certifier answers for it. */
export const inspectionPolicy = definePolicy<InspectionFacts>()({
  readBoard: { officer: true, approver: true, supervisor: true },
  review: { officer: true },
  conclude: { officer: mayDecide, approver: mayDecide },
  /** What is missing, late or failed is put before the people who confirm credit records. */
  propose: { officer: true },
  supervise: { officer: true, supervisor: true },
  readOwn: { owner: true, editor: true, certifier: true },
  write: { owner: true, editor: true, certifier: true },
  submit: { owner: true, certifier: true },
})
