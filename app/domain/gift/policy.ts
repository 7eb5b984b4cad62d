import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The purchasing body and the supplier of the project a thing was given to. Whoever holds the giver's code confirms: that asks for no role. */
export const giftPolicy = definePolicy<Standing>()({
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
  state: { owner: true, editor: true },
  receive: { owner: true, editor: true, certifier: true },
  use: { owner: true, editor: true },
})
