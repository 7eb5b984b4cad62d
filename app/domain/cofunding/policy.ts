import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** What others bring to a project: its organization records what came in, the office looks at the voucher. */
export const cofundingPolicy = definePolicy<Standing>()({
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
  record: { owner: true, editor: true },
  /** A giver of half of the project may have its name on it. */
  name: { owner: true, certifier: true },
  decide: { officer: true },
})
