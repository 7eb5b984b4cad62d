export type BodyRole = 'OFFICER' | 'APPROVER' | 'FINANCE' | 'SUPERVISOR' | 'EVALUATOR'
export type OrganizationRole = 'OWNER' | 'EDITOR' | 'CERTIFIER'

/**
 * Who is asking. Memberships of people who use a second factor (bodies, experts, administrators must) are listed only once they
 * have used it in this session: without it they are residents.
 */
export type Actor = {
  readonly accountId: string | undefined
  readonly name: string
  readonly email: string | undefined
  readonly sessionId: string | undefined
  readonly isAdministrator: boolean
  readonly expertId: string | undefined
  readonly bodies: readonly { readonly bodyId: string; readonly role: BodyRole }[]
  readonly organizations: readonly { readonly organizationId: string; readonly role: OrganizationRole }[]
  /** This person must use a second factor, and has not yet in this session. */
  readonly owesSecondFactor: boolean
}

export const anonymous: Actor = {
  accountId: undefined,
  name: '',
  email: undefined,
  sessionId: undefined,
  isAdministrator: false,
  expertId: undefined,
  bodies: [],
  organizations: [],
  owesSecondFactor: false,
}

/** Every way a person can stand towards a thing. */
export const roles = [
  'administrator',
  'officer',
  'approver',
  'finance',
  'supervisor',
  'evaluator',
  'owner',
  'editor',
  'certifier',
  'expert',
  'resident',
  'anonymous',
] as const
export type Role = (typeof roles)[number]

/** The body and the organization a thing belongs to: memberships elsewhere count for nothing. */
export type Standing = { readonly bodyId?: string | undefined; readonly organizationId?: string | undefined }

/** The roles an actor holds towards a thing of this body and this organization. Signed-in people are always residents too. */
export function rolesOf(actor: Actor, standing: Standing): Role[] {
  if (actor.accountId === undefined) return ['anonymous']
  const held: Role[] = ['resident']
  if (actor.isAdministrator) held.push('administrator')
  if (actor.expertId !== undefined) held.push('expert')
  for (const { bodyId, role } of actor.bodies) if (bodyId === standing.bodyId) held.push(lower(role))
  for (const { organizationId, role } of actor.organizations) {
    if (organizationId === standing.organizationId) held.push(lower(role))
  }
  return held
}

const lower = <T extends BodyRole | OrganizationRole>(role: T) => role.toLowerCase() as Lowercase<T>

export const bodiesWhere = (actor: Actor, ...wanted: BodyRole[]): string[] => [
  ...new Set(actor.bodies.filter(({ role }) => wanted.includes(role)).map(({ bodyId }) => bodyId)),
]

export const organizationsWhere = (actor: Actor, ...wanted: OrganizationRole[]): string[] => [
  ...new Set(
    actor.organizations.filter(({ role }) => wanted.includes(role)).map(({ organizationId }) => organizationId),
  ),
]
