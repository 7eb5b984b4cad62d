import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { tiePolicy } from '#app/domain/tie/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne } from '#app/services/shared/read-together.server.ts'
import { tiesOf } from './ties.server.ts'

/** What ties an organization to buyers, for its own people; undefined for everybody else. */
export async function readTiesPage({ db, actor, locale }: Context, organizationId: string) {
  if (!may(organizationPolicy, 'read', actor, { organizationId })) return undefined
  const [organization, ties, bodies] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    readOne(db, tiesOf(organizationId, { actor })),
    db.body.findMany({ orderBy: { nameZh: 'asc' }, select: { id: true, nameZh: true, nameEn: true }, take: 500 }),
  ])
  return {
    id: organizationId,
    name: organization.name,
    ties,
    bodies: bodies.map(({ id, nameZh, nameEn }) => ({ value: id, label: locale === 'en' ? nameEn : nameZh })),
    mayState: may(tiePolicy, 'stateForOrganization', actor, { organizationId }),
  }
}
