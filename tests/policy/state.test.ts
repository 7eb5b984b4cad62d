import { expect, test } from 'vitest'
import { milestoneLifecycle, reportLifecycle, trancheLifecycle } from '#app/domain/milestone/lifecycle.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { contractLifecycle, objectionLifecycle, projectLifecycle } from '#app/domain/project/lifecycle.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { roles, type Standing } from '#app/domain/shared/actor.ts'
import { may, type PolicyTable } from '#app/domain/shared/policy.ts'
import { actorWith, ownBody, ownOrganization } from './matrix.ts'

// Of projects and milestones the policy says who, and the lifecycle (the same table in PostgreSQL) says when: both must agree.
type Lifecycle = { readonly states: readonly string[]; next: (state: never, event: never) => string | undefined }
type Step = [policy: unknown, action: string, lifecycle: unknown, event: string]

const steps: Step[] = [
  [projectPolicy, 'offerContract', contractLifecycle, 'offer'],
  [projectPolicy, 'signContract', contractLifecycle, 'sign'],
  [projectPolicy, 'signContract', projectLifecycle, 'start'],
  [projectPolicy, 'returnContract', contractLifecycle, 'redraft'],
  [projectPolicy, 'complete', projectLifecycle, 'complete'],
  [projectPolicy, 'answerObjection', objectionLifecycle, 'answer'],
  [projectPolicy, 'closeObjection', objectionLifecycle, 'close'],
  [milestonePolicy, 'submitReport', reportLifecycle, 'submit'],
  [milestonePolicy, 'submitReport', milestoneLifecycle, 'report'],
  [milestonePolicy, 'decideReport', reportLifecycle, 'accept'],
  [milestonePolicy, 'decideReport', reportLifecycle, 'return'],
  [milestonePolicy, 'decideReport', milestoneLifecycle, 'accept'],
  [milestonePolicy, 'decideReport', milestoneLifecycle, 'return'],
  [milestonePolicy, 'decideReport', trancheLifecycle, 'claim'],
  [milestonePolicy, 'release', trancheLifecycle, 'release'],
]

const facts = { bodyId: ownBody, organizationId: ownOrganization }

test('role, action and state of contracts, projects, objections, reports and tranches', () => {
  const cells = steps.map(([policy, action, lifecycle, event]) => {
    const { states, next } = lifecycle as Lifecycle
    const who = roles.filter((role) => may(policy as PolicyTable<Standing>, action, actorWith(role), facts))
    const from = states.filter((state) => next(state as never, event as never) !== undefined)
    return `${who.join(' ')}: ${event} from ${from.join(' ')}`
  })
  expect(cells).toMatchInlineSnapshot(`
    [
      "approver: offer from DRAFT",
      "certifier: sign from OFFERED",
      "certifier: start from PREPARING",
      "certifier: redraft from OFFERED",
      "officer: complete from ACTIVE",
      "officer: answer from OPEN",
      "supervisor: close from OPEN ANSWERED",
      "certifier: submit from DRAFT",
      "certifier: report from PLANNED RETURNED",
      "officer: accept from SUBMITTED",
      "officer: return from SUBMITTED",
      "officer: accept from REPORTED",
      "officer: return from REPORTED",
      "officer: claim from PLANNED",
      "finance: release from CLAIMABLE",
    ]
  `)
})
