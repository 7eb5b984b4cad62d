import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** An organization's bids, and what is asked of it about them. A bid that stayed a draft past its deadline waits for nobody. */
export function bidsWaiting({ actor, now }: Context): Prisma.Sql[] {
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const writer = organizationsWhere(actor, 'OWNER', 'EDITOR')
  const certifier = organizationsWhere(actor, 'CERTIFIER')
  const binder = organizationsWhere(actor, 'OWNER', 'CERTIFIER')
  if (member.length === 0) return []
  return [
    Prisma.sql`
      SELECT CASE WHEN x.stands THEN 'bidSuspended' ELSE CASE b.state WHEN 'DRAFT' THEN CASE WHEN b.organization_id = ${among(writer)} THEN 'bidToFinish' ELSE 'bidToSeal' END
          WHEN 'SEALED' THEN CASE WHEN x.waits THEN 'bidToConfirm' ELSE 'bidSealed' END ELSE 'bidInReview' END END AS kind,
        NOT x.stands AND (b.state = 'DRAFT' OR x.waits) AS mine, b.id::text AS id, '' AS of, c.title, '' AS part,
        CASE WHEN b.state IN ('DRAFT', 'SEALED') AND NOT x.stands THEN c.bid_deadline_at END AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM bid b JOIN call c ON c.id = b.call_id CROSS JOIN LATERAL (SELECT
        b.state = 'SEALED' AND b.confirmed_amendment < c.amendment_no AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${now}
          AND b.organization_id = ${among(certifier)} AS waits,
        c.state = 'PUBLISHED' AND c.suspended_at IS NOT NULL AS stands) x
      WHERE b.organization_id = ${among(member)} AND c.state NOT IN ('FAILED', 'CANCELLED')
        AND (b.state IN ('SEALED', 'OPENED', 'SCORED') OR (b.state = 'DRAFT' AND (c.bid_deadline_at > ${now} OR x.stands)))
      ORDER BY b.created_at DESC LIMIT 100`,
    Prisma.sql`
      SELECT 'clarificationToAnswer', true, b.id::text, '', c.title, '', min(k.due_at), NULL::text, count(*)::int
      FROM clarification k JOIN bid b ON b.id = k.bid_id JOIN call c ON c.id = b.call_id
      WHERE b.organization_id = ${among(member)} AND b.state = 'OPENED' AND c.state NOT IN ('FAILED', 'CANCELLED')
        AND k.answered_at IS NULL AND k.finding IS NULL AND k.due_at > ${now}
      GROUP BY b.id, c.id ORDER BY 7 LIMIT 50`,
    Prisma.sql`
      SELECT 'partnershipToAnswer', true, b.id::text, p.organization_id::text, c.title, o.name, c.bid_deadline_at, NULL::text, NULL::int
      FROM bid_partner p JOIN bid b ON b.id = p.bid_id JOIN organization o ON o.id = b.organization_id JOIN call c ON c.id = b.call_id
      WHERE p.organization_id = ${among(binder)} AND p.confirmed_at IS NULL AND b.state = 'DRAFT'
        AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${now}
      ORDER BY 7 LIMIT 50`,
    Prisma.sql`
      SELECT 'budgetToAnswer', true, b.id::text, '', c.title, '', v.due_at, NULL::text, NULL::int
      FROM budget_review v JOIN bid b ON b.id = v.bid_id JOIN call c ON c.id = b.call_id
      WHERE b.organization_id = ${among(binder)} AND v.state = 'OFFERED' AND v.due_at > ${now}
        AND b.state = 'OPENED' AND c.state = 'OPENED'
      ORDER BY 7 LIMIT 50`,
    Prisma.sql`
      SELECT 'adviceToAnswer', true, b.id::text, '', c.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM project_advice a JOIN bid b ON b.id = a.bid_id JOIN call c ON c.id = b.call_id
      WHERE b.organization_id = ${among(member)} AND a.asks_change AND a.answered_at IS NULL AND b.state <> 'LOST'
        AND c.state IN ('NOTICED', 'AWARDED')
      ORDER BY a.advised_at LIMIT 50`,
  ]
}
