import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Early warnings that this official took on, counted by project. */
export function warningsWaiting({ actor }: Context): Prisma.Sql[] {
  const own = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  if (own.length === 0) return []
  return [
    Prisma.sql`
      SELECT 'warningToHandle' AS kind, true AS mine, p.id::text AS id, '' AS of, p.title, '' AS part, NULL::timestamptz AS due_at,
        NULL::text AS due_on, count(*)::int AS count
      FROM warning w JOIN project p ON p.id = w.project_id
      WHERE w.assigned_to_id = ${actor.accountId ?? null}::uuid AND w.ended_at IS NULL AND w.closed_at IS NULL AND p.body_id = ${among(own)}
      GROUP BY p.id ORDER BY p.id LIMIT 50`,
  ]
}
