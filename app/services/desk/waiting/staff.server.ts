import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Certificates of people who work here that run out within a month or have, and that nothing replaces. */
export function staffWaiting({ actor }: Context): Prisma.Sql[] {
  const keeper = organizationsWhere(actor, 'OWNER', 'EDITOR')
  if (keeper.length === 0) return []
  return [
    Prisma.sql`
      SELECT 'staffCertificateExpiring' AS kind, true AS mine, m.organization_id::text AS id, '' AS of, o.name AS title, '' AS part,
        NULL::timestamptz AS due_at, min(c.valid_until)::text AS due_on, count(*)::int AS count
      FROM staff_certificate c JOIN staff_member m ON m.id = c.staff_id JOIN organization o ON o.id = m.organization_id
      WHERE m.organization_id = ${among(keeper)} AND c.withdrawn_at IS NULL AND c.valid_until BETWEEN today() - 90 AND today() + 30
        AND m.anonymized_at IS NULL AND (m.until_on IS NULL OR m.until_on >= today()) AND o.state <> 'ENDED'
        AND NOT EXISTS (SELECT 1 FROM staff_certificate n WHERE n.staff_id = c.staff_id AND n.kind = c.kind AND n.withdrawn_at IS NULL
          AND (n.valid_until IS NULL OR n.valid_until > c.valid_until))
      GROUP BY m.organization_id, o.name`,
  ]
}
