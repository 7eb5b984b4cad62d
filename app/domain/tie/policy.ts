import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** Either side states what ties the two, in its own name, and ends what it stated. What is stated is public. */
export const tiePolicy = definePolicy<Standing>()({
  stateForOrganization: { owner: true, certifier: true },
  stateForBody: { officer: true },
})
