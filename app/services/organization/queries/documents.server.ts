import { validityOn } from '#app/domain/organization/document.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'

/** The certificates that an organization keeps, for its own people; nothing for anybody else. */
export async function readDocuments(ctx: Context, organizationId: string) {
  if (!may(organizationPolicy, 'read', ctx.actor, { organizationId })) return []
  const rows = await ctx.db.organizationDocument.findMany({
    where: { organizationId },
    include: { file: { select: { name: true, size: true } } },
    orderBy: [{ kind: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, kind, title, number, issuedOn, validUntil, fileId, file }) => {
    const until = validUntil === null ? null : dayOfDate(validUntil)
    return {
      id,
      kind,
      title,
      number,
      issuedOn: issuedOn === null ? null : dayOfDate(issuedOn),
      validUntil: until,
      validity: validityOn(dayOf(ctx.now), until),
      fileId,
      fileName: file.name,
      size: file.size,
    }
  })
}
export type KeptDocument = Awaited<ReturnType<typeof readDocuments>>[number]
