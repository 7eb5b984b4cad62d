import { organizationPolicy } from '#app/domain/organization/policy.ts'
import type { OrganizationProfile } from '#app/domain/organization/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

/** What the public reads about the organization. Code and kind stay as registered; the name is changed as the registry changed it. */
export function updateProfile(ctx: Context, organizationId: string, profile: OrganizationProfile): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    if (!may(organizationPolicy, 'read', ctx.actor, { organizationId })) return refuse('not-found')
    if (!may(organizationPolicy, 'editProfile', ctx.actor, { organizationId })) return refuse('forbidden')
    const region = await tx.region.findUnique({ where: { id: profile.regionId }, select: { id: true } })
    if (region === null) return refuse('invalid', { field: 'regionId' })
    const { version, nameEn, foundedOn, taxExemptUntil, registeredFen, spaceSqm, ...rest } = profile
    const { count } = await tx.organization.updateMany({
      where: { id: organizationId, version },
      data: {
        ...rest,
        nameEn: nameEn === '' ? null : nameEn,
        foundedOn: dateOrNull(foundedOn),
        taxExemptUntil: dateOrNull(taxExemptUntil),
        registeredFen: registeredFen ?? null,
        spaceSqm: spaceSqm ?? null,
        version: { increment: 1 },
      },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'organization.profile-updated',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      index: [{ kind: 'organization', id: organizationId }],
    })
    return ok()
  })
}

const dateOrNull = (day: Day | undefined) => (day === undefined ? null : dateOfDay(day))
