import { definePolicy } from '../shared/policy.ts'
import type { Standing } from '../shared/actor.ts'

/** The body that took the need up, or that might: its own region holds the need's (PostgreSQL checks that). */
export type NeedFacts = Standing

export const needPolicy = definePolicy<NeedFacts>()({
  /** Anybody, with or without an account. */
  raise: { anonymous: true, resident: true },
  /** In the name of a committee or an office. */
  raiseForBody: { officer: true, approver: true },
  support: { resident: true },
  /** The words as they came and how to reach whoever raised it. */
  readOpen: { officer: true, approver: true },
  takeUp: { officer: true, approver: true },
  decline: { officer: true, approver: true },
  recordStep: { officer: true, approver: true },
  recordPetition: { officer: true, approver: true },
  setAside: { officer: true, approver: true },
})
