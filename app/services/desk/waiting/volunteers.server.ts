import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Hours of a call-out that is over: to be written down, and, by somebody else, confirmed. */
export function volunteersWaiting({ actor }: Context): Prisma.Sql[] {
  const { accountId } = actor
  const keeper = organizationsWhere(actor, 'OWNER', 'EDITOR')
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  if (accountId === undefined || member.length === 0) return []
  return [
    Prisma.sql`
      SELECT 'volunteersToRecord' AS kind, true AS mine, c.id::text AS id, '' AS of, c.title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, count(*)::int AS count
      FROM callout c JOIN volunteer_signup s ON s.callout_id = c.id
      WHERE c.organization_id = ${among(keeper)} AND c.cancelled_at IS NULL AND c.ends_at < clock() AND c.ends_at > clock() - interval '1 year'
        AND s.cancelled_at IS NULL AND s.recorded_at IS NULL GROUP BY c.id`,
    Prisma.sql`
      SELECT 'volunteersToConfirm', true, c.id::text, '', c.title, '', NULL::timestamptz, NULL::text, count(*)::int
      FROM callout c JOIN volunteer_signup s ON s.callout_id = c.id
      WHERE c.organization_id = ${among(member)} AND c.cancelled_at IS NULL AND s.cancelled_at IS NULL AND s.recorded_at IS NOT NULL AND s.confirmed_at IS NULL
      GROUP BY c.id HAVING bool_and(s.recorded_by_id <> ${accountId}::uuid)`,
  ]
}
