import { organizationPolicy } from '#app/domain/organization/policy.ts'
import type { Renaming } from '#app/domain/organization/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

/** The registry gave it another name. PostgreSQL keeps the one it had, and asks for day and document (refused:organization.name-day, -document). */
export const renameOrganization = (
  ctx: Context,
  organizationId: string,
  { version, newName, since, documentNo }: Renaming,
): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    if (!may(organizationPolicy, 'read', ctx.actor, { organizationId })) return refuse('not-found')
    if (!may(organizationPolicy, 'rename', ctx.actor, { organizationId })) return refuse('forbidden')
    const before = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    if (before.name === newName) return refuse('organization.name-same', { field: 'newName' })
    const { count } = await tx.organization.updateMany({
      where: { id: organizationId, version },
      data: { name: newName, nameSince: dateOfDay(since), nameDocument: documentNo, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'organization.renamed',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      isPublic: true,
      data: { from: before.name, to: newName, documentNo },
      index: [{ kind: 'organization', id: organizationId }],
    })
    return ok()
  })
