import { validityOn } from '#app/domain/organization/document.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'

/** The certificates that an organization keeps, for its own people; nothing for anybody else. */
export const readDocuments = async (ctx: Context, organizationId: string): Promise<KeptDocument[]> =>
  may(organizationPolicy, 'read', ctx.actor, { organizationId }) ? find(ctx, { organizationId }) : []

/** What it shows to everybody. */
export const readPublicDocuments = (ctx: Pick<Context, 'db' | 'now'>, organizationId: string) =>
  find(ctx, { organizationId, isPublic: true })

async function find(ctx: Pick<Context, 'db' | 'now'>, where: { organizationId: string; isPublic?: true }) {
  const rows = await ctx.db.organizationDocument.findMany({
    where,
    include: { file: { select: { name: true, size: true } } },
    orderBy: [{ kind: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, kind, title, number, issuedOn, validUntil, isPublic, fileId, file }) => {
    const until = validUntil === null ? null : dayOfDate(validUntil)
    return {
      id,
      kind,
      title,
      number,
      issuedOn: issuedOn === null ? null : dayOfDate(issuedOn),
      validUntil: until,
      validity: validityOn(dayOf(ctx.now), until),
      isPublic,
      fileId,
      fileName: file.name,
      size: file.size,
    }
  })
}
export type KeptDocument = Awaited<ReturnType<typeof find>>[number]
