import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Who records what was spent of a project's money, and who looks at it. */
export const claimPolicy = definePolicy<Standing>()({
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
  enter: { owner: true, editor: true },
  submit: { owner: true, editor: true },
  /** Another person than the one who submitted: PostgreSQL sees to that. */
  certify: { certifier: true },
  answer: { owner: true, editor: true, certifier: true },
  sample: { officer: true, evaluator: true },
  review: { officer: true, evaluator: true },
})
