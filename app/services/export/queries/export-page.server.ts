import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** For the owner alone. */
export async function readExportPage({ db, actor }: Context, organizationId: string) {
  if (!may(organizationPolicy, 'export', actor, { organizationId })) return undefined
  return db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { id: true, name: true } })
}
