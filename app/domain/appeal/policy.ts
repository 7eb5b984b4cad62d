import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type AppealFacts = Standing & {
  readonly draftedById?: string | undefined
  readonly submittedById?: string | null | undefined
}

const isSomebodyElse = (actor: Actor, { draftedById, submittedById }: AppealFacts) =>
  actor.accountId !== draftedById && actor.accountId !== submittedById

/** Who asks the public for money, who lets it begin and end, and who alone knows the givers. Whoever gives needs no role. */
export const appealPolicy = definePolicy<AppealFacts>()({
  /** The inside of an appeal, drafts too; never the givers. */
  read: { officer: true, approver: true, finance: true, supervisor: true },
  draft: { officer: true },
  /** What was done with the money, beside the ledger's figures. */
  account: { officer: true },
  withdraw: { officer: true, approver: true },
  /** Open it, or give it back: never whoever drafted or submitted it. */
  decide: { approver: isSomebodyElse },
  stop: { approver: true },
  /** What came is passed to the fund. */
  pass: { approver: true },
  agreeNaming: { approver: true },
  /** Names, addresses, and what came and went at the bank. */
  keepMoney: { finance: true },
})
