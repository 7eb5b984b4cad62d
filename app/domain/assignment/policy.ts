import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The office's side; for `read` and `note`, one body after the other of those that are in it. */
export type AssignmentFacts = Standing & { readonly proposedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { proposedById }: AssignmentFacts) => actor.accountId !== proposedById

/** The office proposes, issues and closes; every body in it reads it and writes in its own name. */
export const assignmentPolicy = definePolicy<AssignmentFacts>()({
  read: { officer: true, approver: true, supervisor: true },
  propose: { officer: true },
  issue: { approver: isSomebodyElse },
  end: { approver: true },
  note: { officer: true, approver: true },
})
