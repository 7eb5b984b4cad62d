import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What an organization's own affairs ask of its people: a role offered, a certificate that runs out and that nothing replaces. */
export function organizationsWaiting({ actor }: Context): Prisma.Sql[] {
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const keeper = organizationsWhere(actor, 'OWNER', 'EDITOR')
  const binder = organizationsWhere(actor, 'OWNER', 'CERTIFIER')
  if (actor.accountId === undefined) return []
  const approver = bodiesWhere(actor, 'APPROVER')
  const toConfirm =
    approver.length === 0
      ? []
      : [
          Prisma.sql`
      SELECT 'registryToConfirm' AS kind, true AS mine, '' AS id, '' AS of, '' AS title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, count(*)::int AS count
      FROM (SELECT id FROM hub_designation WHERE confirmed_at IS NULL AND ended_on IS NULL AND body_id = ${among(approver)} AND recorded_by_id <> ${actor.accountId}::uuid
        UNION ALL SELECT id FROM organization_end WHERE confirmed_at IS NULL AND withdrawn_at IS NULL AND body_id = ${among(approver)} AND recorded_by_id <> ${actor.accountId}::uuid) x
      HAVING count(*) > 0`,
        ]
  if (member.length === 0) return toConfirm
  return [
    ...toConfirm,
    Prisma.sql`
      SELECT 'membershipToAnswer' AS kind, true AS mine, x.own::text AS id, '' AS of, o.name AS title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM hub_membership m CROSS JOIN LATERAL (SELECT CASE m.asked_by WHEN 'HUB' THEN m.member_id ELSE m.hub_id END AS own, CASE m.asked_by WHEN 'HUB' THEN m.hub_id ELSE m.member_id END AS other) x
        JOIN organization o ON o.id = x.other
      WHERE m.agreed_at IS NULL AND m.ended_at IS NULL AND x.own = ${among(binder)} ORDER BY m.id LIMIT 50`,
    Prisma.sql`
      SELECT 'ownershipToAnswer' AS kind, true AS mine, h.organization_id::text AS id, '' AS of, o.name AS title, '' AS part,
        NULL::timestamptz AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM ownership_handover h JOIN organization o ON o.id = h.organization_id
      WHERE h.answered_at IS NULL AND h.to_id = ${actor.accountId}::uuid`,
    Prisma.sql`
      SELECT 'documentExpiring', true, o.id::text, '', o.name, '', NULL::timestamptz, min(d.valid_until)::text, count(*)::int
      FROM organization_document d JOIN organization o ON o.id = d.organization_id
      WHERE d.organization_id = ${among(keeper)} AND d.valid_until BETWEEN today() - 90 AND today() + 30 AND d.kind <> 'OTHER' AND o.state <> 'ENDED'
        AND NOT EXISTS (SELECT 1 FROM organization_document n WHERE n.organization_id = d.organization_id AND n.kind = d.kind
          AND (n.valid_until IS NULL OR n.valid_until > d.valid_until))
      GROUP BY o.id HAVING count(*) > 0`,
  ]
}
