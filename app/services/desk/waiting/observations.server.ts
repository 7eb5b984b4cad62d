import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What was observed and is not answered, counted by project; for its writer, that an answer is on its way. */
export function observationsWaiting({ actor }: Context): Prisma.Sql[] {
  if (actor.accountId === undefined) return []
  const officer = bodiesWhere(actor, 'OFFICER')
  const writer = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const pieces = [
    Prisma.sql`
      SELECT 'observationAtOther' AS kind, false AS mine, v.id::text AS id, '' AS of, p.title, '' AS part, NULL::timestamptz AS due_at,
        v.due_on::text AS due_on, NULL::int AS count
      FROM observation v JOIN project p ON p.id = v.project_id
      WHERE v.made_by_id = ${actor.accountId}::uuid AND v.state = 'OPEN' ORDER BY v.due_on LIMIT 50`,
  ]
  if (officer.length + writer.length > 0)
    pieces.push(Prisma.sql`
      SELECT 'observationToAnswer', true, p.id::text, '', p.title, '', NULL::timestamptz, min(v.due_on)::text, count(*)::int
      FROM observation v JOIN project p ON p.id = v.project_id
      WHERE v.state = 'OPEN' AND (p.body_id = ${among(officer)} OR p.organization_id = ${among(writer)})
      GROUP BY p.id ORDER BY min(v.due_on) LIMIT 50`)
  if (officer.length > 0)
    pieces.push(Prisma.sql`
      SELECT 'observationToShow', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, count(*)::int
      FROM observation v JOIN project p ON p.id = v.project_id
      WHERE v.answered_at IS NOT NULL AND v.showing = 'WAITING' AND p.body_id = ${among(officer)}
      GROUP BY p.id ORDER BY p.id LIMIT 50`)
  return pieces
}
