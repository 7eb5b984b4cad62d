import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'

/** Names it had before, the latest first. */
export async function readFormerNames(db: Db, organizationId: string) {
  const rows = await db.formerName.findMany({
    where: { organizationId },
    orderBy: [{ untilOn: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ name, fromOn, untilOn, documentNo }) => ({
    name,
    fromOn: fromOn === null ? null : dayOfDate(fromOn),
    untilOn: dayOfDate(untilOn),
    documentNo,
  }))
}
export type KnownName = Awaited<ReturnType<typeof readFormerNames>>[number]

/** The organization's name and its earlier ones, for its own people; undefined for everybody else. */
export async function readNamesPage(ctx: Context, organizationId: string) {
  if (!may(organizationPolicy, 'read', ctx.actor, { organizationId })) return undefined
  const [organization, former] = await Promise.all([
    ctx.db.organization.findUniqueOrThrow({ where: { id: organizationId } }),
    readFormerNames(ctx.db, organizationId),
  ])
  const { name, kind, nameSince, nameDocument, version } = organization
  return {
    id: organizationId,
    name,
    needsDocument: kind !== 'COMMUNITY_GROUP',
    since: nameSince === null ? null : dayOfDate(nameSince),
    documentNo: nameDocument,
    version,
    former,
    mayRename: may(organizationPolicy, 'rename', ctx.actor, { organizationId }),
  }
}
