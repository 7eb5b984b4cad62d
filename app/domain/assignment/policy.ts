import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The office's side; for `read` and `note`, one body after the other of those that are in it; for a lead's report, the lead. */
export type AssignmentFacts = Standing & {
  readonly proposedById?: string | undefined
  readonly authorId?: string | undefined
  readonly signedById?: string | null | undefined
}

const isSomebodyElse = (actor: Actor, { proposedById }: AssignmentFacts) => actor.accountId !== proposedById

const isNotAuthor = (actor: Actor, { authorId }: AssignmentFacts) => actor.accountId !== authorId
const isThird = (actor: Actor, facts: AssignmentFacts) =>
  isNotAuthor(actor, facts) && actor.accountId !== facts.signedById

/** The office proposes, issues and closes; every body in it reads it and writes in its own name. */
export const assignmentPolicy = definePolicy<AssignmentFacts>()({
  read: { officer: true, approver: true, supervisor: true },
  propose: { officer: true },
  issue: { approver: isSomebodyElse },
  end: { approver: true },
  note: { officer: true, approver: true },
  /** A lead's quarterly report, on the lead's side; received on the office's. Three people. */
  writeReport: { officer: true },
  signReport: { approver: isNotAuthor },
  receiveReport: { officer: isThird, approver: isThird },
})
