import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Names it had before, the latest first. */
export const formerNames = (organizationId: string): Reading<KnownName[]> =>
  reading<KnownName>(Prisma.sql`
    SELECT n.name, n.from_on AS "fromOn", n.until_on AS "untilOn", n.document_no AS "documentNo" FROM organization_former_name n
    WHERE n.organization_id = ${organizationId}::uuid ORDER BY n.until_on DESC, n.id DESC`)
export type KnownName = { name: string; fromOn: string | null; untilOn: string; documentNo: string }

/** The organization's name and its earlier ones, for its own people; undefined for everybody else. */
export async function readNamesPage(ctx: Context, organizationId: string) {
  if (!may(organizationPolicy, 'read', ctx.actor, { organizationId })) return undefined
  const [organization, former] = await Promise.all([
    ctx.db.organization.findUniqueOrThrow({ where: { id: organizationId } }),
    readOne(ctx.db, formerNames(organizationId)),
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
