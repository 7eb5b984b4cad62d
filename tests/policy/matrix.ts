import { type Actor, anonymous, type Role, roles, type Standing } from '#app/domain/shared/actor.ts'
import { may, type PolicyTable } from '#app/domain/shared/policy.ts'

export const ownBody = 'b0000000-0000-7000-8000-000000000001'
export const ownOrganization = 'c0000000-0000-7000-8000-000000000001'
const foreignBody = 'b0000000-0000-7000-8000-000000000002'
const foreignOrganization = 'c0000000-0000-7000-8000-000000000002'

const signedIn: Actor = { ...anonymous, accountId: 'a0000000-0000-7000-8000-000000000001', name: 'somebody' }

/** A person who holds this role, in the thing's own body or organization or in a foreign one. */
export function actorWith(role: Role, where: 'own' | 'foreign' = 'own'): Actor {
  const bodyId = where === 'own' ? ownBody : foreignBody
  const organizationId = where === 'own' ? ownOrganization : foreignOrganization
  switch (role) {
    case 'anonymous':
      return anonymous
    case 'resident':
      return signedIn
    case 'administrator':
      return { ...signedIn, isAdministrator: true }
    case 'expert':
      return { ...signedIn, expertId: 'e0000000-0000-7000-8000-000000000001' }
    case 'owner':
    case 'editor':
    case 'certifier':
      return { ...signedIn, organizations: [{ organizationId, role: role.toUpperCase() as 'OWNER' }] }
    default:
      return { ...signedIn, bodies: [{ bodyId, role: role.toUpperCase() as 'OFFICER' }] }
  }
}

const membersOnly: readonly Role[] = [
  'officer',
  'approver',
  'finance',
  'supervisor',
  'evaluator',
  'owner',
  'editor',
  'certifier',
]

export type Case<Facts> = { label: string; facts: Facts }

/**
 * Every cell: for each action and role, the cases in which it is allowed; `always` and `never` where that is so. A cell that only
 * says what any resident or anonymous person may is left out.
 */
export function matrixOf<Facts extends Standing>(
  policy: PolicyTable<Facts>,
  cases: readonly Case<Facts>[],
): Record<string, Record<string, string>> {
  const allowed = (action: string, actor: Actor) =>
    cases.filter(({ facts }) => may(policy, action, actor, facts)).map(({ label }) => label)
  const inWords = (labels: readonly string[]) =>
    labels.length === cases.length ? 'always' : labels.length === 0 ? 'never' : labels.join(' ')
  return Object.fromEntries(
    Object.keys(policy).map((action) => {
      const cells = roles.map((role) => [role, inWords(allowed(action, actorWith(role)))] as const)
      const asResident = cells.find(([role]) => role === 'resident')?.[1] ?? 'never'
      return [
        action,
        Object.fromEntries(
          cells.filter(([role, words]) =>
            role === 'resident' ? words !== 'never' : role === 'anonymous' ? words !== 'never' : words !== asResident,
          ),
        ),
      ]
    }),
  )
}

/** Actions that a member of a foreign body or organization may do and an ordinary resident may not: there must be none. */
export function leaksToForeigners<Facts extends Standing>(
  policy: PolicyTable<Facts>,
  cases: readonly Case<Facts>[],
): string[] {
  return Object.keys(policy).flatMap((action) =>
    membersOnly.flatMap((role) =>
      cases
        .filter(
          ({ facts }) =>
            may(policy, action, actorWith(role, 'foreign'), facts) &&
            !may(policy, action, actorWith('resident'), facts),
        )
        .map(({ label }) => `${action} ${role} ${label}`),
    ),
  )
}
