import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** A body and its people. */
export type TeamFacts = { readonly bodyId: string }

export const teamPolicy = definePolicy<TeamFacts>()({
  read: { officer: true, approver: true, finance: true, supervisor: true, evaluator: true },
  invite: { approver: true },
  removeRole: { approver: true },
})

/** An account as the administration sees it. */
export type AccountFacts = Standing & { readonly accountId: string }

const somebodyElse = (actor: Actor, { accountId }: AccountFacts) => actor.accountId !== accountId

export const accountPolicy = definePolicy<AccountFacts>()({
  read: { administrator: true },
  /** Nobody locks themselves out: another administrator does it. */
  disable: { administrator: somebodyElse },
  enable: { administrator: true },
  endSessions: { administrator: true },
  resetSecondFactor: { administrator: somebodyElse },
})

export const administrationPolicy = definePolicy<Standing>()({
  invite: { administrator: true },
  addBody: { administrator: true },
  loadCalendar: { administrator: true },
  keepPolicies: { administrator: true },
  keepExperts: { administrator: true },
  readMessages: { administrator: true },
  resendLetter: { administrator: true },
  readSystem: { administrator: true },
  retryJob: { administrator: true },
  answerDataRequests: { administrator: true },
})
