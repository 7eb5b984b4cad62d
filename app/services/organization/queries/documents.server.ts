import type { DocumentKind, Validity } from '#app/domain/organization/document.ts'
import { validityOn } from '#app/domain/organization/document.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type KeptDocument = {
  id: string
  kind: DocumentKind
  title: string
  number: string
  issuedOn: Day | null
  validUntil: Day | null
  validity: Validity
  isPublic: boolean
  fileId: string
  fileName: string
  /** Bytes. */
  size: number
}

/** The certificates that an organization keeps, for its own people; nothing for anybody else. */
export const readDocuments = async (ctx: Context, organizationId: string): Promise<KeptDocument[]> =>
  may(organizationPolicy, 'read', ctx.actor, { organizationId })
    ? readOne(ctx.db, documents(ctx, Prisma.sql`d.organization_id = ${organizationId}::uuid`))
    : []

/** What it shows to everybody. */
export const publicDocuments = (ctx: Pick<Context, 'now'>, organizationId: string): Reading<KeptDocument[]> =>
  documents(ctx, Prisma.sql`d.organization_id = ${organizationId}::uuid AND d.is_public`)

const documents = ({ now }: Pick<Context, 'now'>, which: Prisma.Sql): Reading<KeptDocument[]> =>
  reading(
    Prisma.sql`
    SELECT d.id, d.kind, d.title, d.number, d.issued_on AS "issuedOn", d.valid_until AS "validUntil", d.is_public AS "isPublic",
      d.file_id AS "fileId", f.name AS "fileName", f.size
    FROM organization_document d JOIN file f ON f.id = d.file_id WHERE ${which} ORDER BY d.kind, d.id`,
    (rows: Omit<KeptDocument, 'validity'>[]) =>
      rows.map((row) => ({ ...row, validity: validityOn(dayOf(now), row.validUntil) })),
  )
