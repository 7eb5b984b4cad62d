import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { missingOf } from '#app/domain/organization/profile.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** The organization as its own people see it; undefined for everybody else. */
export async function readOrganizationPage(ctx: Context, organizationId: string) {
  if (!may(organizationPolicy, 'read', ctx.actor, { organizationId })) return undefined
  const mayManage = may(organizationPolicy, 'manageMembers', ctx.actor, { organizationId })
  const [organization, memberships, invitations] = await Promise.all([
    ctx.db.organization.findUniqueOrThrow({ where: { id: organizationId }, include: { incubator: true } }),
    ctx.db.organizationMembership.findMany({
      where: { organizationId },
      orderBy: { id: 'asc' },
      select: { id: true, role: true, account: { select: { id: true, name: true, email: true } } },
    }),
    mayManage
      ? ctx.db.invitation.findMany({
          where: { organizationId, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now } },
          orderBy: { id: 'desc' },
          take: 100,
        })
      : [],
  ])
  const people = new Map<
    string,
    {
      accountId: string
      name: string
      email: string
      roles: { membershipId: string; role: (typeof memberships)[0]['role'] }[]
    }
  >()
  for (const { id, role, account } of memberships) {
    const person = people.get(account.id) ?? {
      accountId: account.id,
      name: account.name,
      email: account.email,
      roles: [],
    }
    person.roles.push({ membershipId: id, role })
    people.set(account.id, person)
  }
  return {
    id: organization.id,
    name: organization.name,
    kind: organization.kind,
    state: organization.state,
    creditCode: organization.creditCode,
    version: organization.version,
    mayEdit: may(organizationPolicy, 'editProfile', ctx.actor, { organizationId }),
    mayKeepDocuments: may(organizationPolicy, 'keepDocuments', ctx.actor, { organizationId }),
    mayManage,
    mayHandOver: may(organizationPolicy, 'handOver', ctx.actor, { organizationId }),
    missing: missingOf(organization),
    profile: {
      nameEn: organization.nameEn ?? '',
      regionId: organization.regionId,
      fields: [...organization.fields],
      foundedOn: organization.foundedOn?.toISOString().slice(0, 10) ?? '',
      introduction: organization.introduction,
      legalRepresentative: organization.legalRepresentative,
      supervisingUnit: organization.supervisingUnit,
      businessScope: organization.businessScope,
      registeredFen: organization.registeredFen === null ? '' : fenToYuanText(toFen(organization.registeredFen)),
      spaceSqm: organization.spaceSqm?.toString() ?? '',
      venues: organization.venues,
      taxStatus: organization.taxStatus,
      taxExemptUntil: organization.taxExemptUntil?.toISOString().slice(0, 10) ?? '',
      internalRules: [...organization.internalRules],
      address: organization.address,
      contactName: organization.contactName,
      contactPhone: organization.contactPhone,
      website: organization.website,
    },
    people: [...people.values()],
    invitations: invitations.map((invitation) => ({
      id: invitation.id,
      name: invitation.name,
      email: invitation.email,
      role: invitation.organizationRole,
      expiresAt: invitation.expiresAt.toISOString(),
    })),
  }
}
