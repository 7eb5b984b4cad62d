import { definePolicy } from '../shared/policy.ts'
import type { Actor, Standing } from '../shared/actor.ts'

/** `bodyId`: the admitting office; for applying, the body that applies. */
export type TaskFacts = Standing & { readonly appliedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { appliedById }: TaskFacts) => actor.accountId !== appliedById

export const taskPolicy = definePolicy<TaskFacts>()({
  /** What is not decided, or was refused. */
  read: { officer: true, approver: true, supervisor: true },
  apply: { officer: true },
  decide: { approver: isSomebodyElse },
  withdraw: { officer: true },
})
