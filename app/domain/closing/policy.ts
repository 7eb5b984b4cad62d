import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type ClosingFacts = Standing & { readonly proposedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { proposedById }: ClosingFacts) => actor.accountId !== proposedById

/** Who reports at the end, who audits, who settles what was found, and who closes. */
export const closingPolicy = definePolicy<ClosingFacts>()({
  read: {
    officer: true,
    approver: true,
    finance: true,
    supervisor: true,
    evaluator: true,
    owner: true,
    editor: true,
    certifier: true,
  },
  write: { owner: true, editor: true, certifier: true },
  submit: { certifier: true },
  giveBack: { officer: true },
  /** An official records a firm's audit; supervision and evaluation may audit themselves. */
  audit: { officer: true, supervisor: true, evaluator: true },
  answerFinding: { owner: true, editor: true, certifier: true },
  settleFinding: { officer: true, supervisor: true, evaluator: true },
  propose: { officer: true },
  approve: { approver: isSomebodyElse },
})
