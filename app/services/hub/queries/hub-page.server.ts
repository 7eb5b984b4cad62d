import { hubPolicy } from '#app/domain/hub/policy.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne } from '#app/services/shared/read-together.server.ts'
import { hubOf } from './hub.server.ts'

/** The hub page of an organization, for its own people; undefined for everybody else. */
export async function readHubPage({ db, actor, now }: Context, organizationId: string) {
  if (!may(organizationPolicy, 'read', actor, { organizationId })) return undefined
  const [organization, hub] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    readOne(db, hubOf(organizationId, dayOf(now))),
  ])
  return {
    id: organizationId,
    name: organization.name,
    ...hub,
    mayBind: may(hubPolicy, 'bind', actor, { organizationId }),
    mayRecommend: may(hubPolicy, 'recommend', actor, { organizationId }),
    mayReport: may(hubPolicy, 'report', actor, { organizationId }),
  }
}
export type HubPage = NonNullable<Awaited<ReturnType<typeof readHubPage>>>
