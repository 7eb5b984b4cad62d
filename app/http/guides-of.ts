import type { Actor } from '#app/domain/shared/actor.ts'
import { guides } from '#app/i18n/guide/index.ts'
import type { GuideRole } from '#app/i18n/guide/shape.ts'

const ofBody = {
  OFFICER: 'officer',
  APPROVER: 'approver',
  FINANCE: 'finance',
  SUPERVISOR: 'supervisor',
  EVALUATOR: 'evaluator',
} as const satisfies Record<Actor['bodies'][number]['role'], GuideRole>
const ofOrganization = { OWNER: 'owner', EDITOR: 'owner', CERTIFIER: 'certifier' } as const satisfies Record<
  Actor['organizations'][number]['role'],
  GuideRole
>

/** The guides written for what somebody does here; whoever holds no office is a resident. */
export function guidesOf(actor: Actor): GuideRole[] {
  const held = new Set<GuideRole>([
    ...actor.bodies.map(({ role }) => ofBody[role]),
    ...actor.organizations.map(({ role }) => ofOrganization[role]),
    ...(actor.expertId === undefined ? [] : (['expert'] as const)),
    ...(actor.isAdministrator ? (['administrator'] as const) : []),
  ])
  if (held.size === 0) held.add('resident')
  return guides.map(({ role }) => role).filter((role) => held.has(role))
}
