import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The purchasing body and the supplier of a project. */
export type ProjectFacts = Standing

/** Who may do what with a project, its contract and the objections against it. */
export const projectPolicy = definePolicy<ProjectFacts>()({
  /** The whole file of a project, as those who work on it see it. */
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
  draftContract: { officer: true },
  /** The buyer's signature. */
  offerContract: { approver: true },
  /** The supplier's signature, or its wish for changes. */
  signContract: { certifier: true },
  returnContract: { certifier: true },
  /** Who signs besides the two sides, and the paper of one that is not on the platform. */
  keepParties: { officer: true },
  complete: { officer: true },
  /** A supervisor reads and objects, and does nothing else. */
  raiseObjection: { supervisor: true },
  answerObjection: { officer: true },
  closeObjection: { supervisor: true },
})
