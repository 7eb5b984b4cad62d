import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Who may do what with a project's quarterly reports. */
export const quarterlyPolicy = definePolicy<Standing>()({
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
  signOff: { certifier: true },
  receive: { officer: true },
})
