import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type ClawbackFacts = Standing & { readonly proposedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { proposedById }: ClawbackFacts) => actor.accountId !== proposedById

/** Who orders money back, who answers, who records that it came, and who alone may give it up. */
export const clawbackPolicy = definePolicy<ClawbackFacts>()({
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
  propose: { officer: true },
  withdraw: { officer: true },
  decide: { approver: isSomebodyElse },
  respond: { owner: true, certifier: true },
  answer: { approver: true },
  receive: { finance: true },
  writeOff: { approver: true },
})
