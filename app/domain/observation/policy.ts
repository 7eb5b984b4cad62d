import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The purchasing body and the supplier of the project that was observed. */
export type ObservationFacts = Standing

export const observationPolicy = definePolicy<ObservationFacts>()({
  /** What was written, before it is shown and when it is hidden; never who wrote. */
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
  /** Anybody signed in; that neither side writes as a resident is the database's rule. */
  observe: { resident: true },
  observeAsSupervisor: { supervisor: true },
  answer: { officer: true, owner: true, editor: true, certifier: true },
  moderate: { officer: true },
  raise: { supervisor: true },
})
