import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

const name = Prisma.sql`coalesce(o.name, i.group_name)`
const from = Prisma.sql`FROM incubation i JOIN incubator b ON b.id = i.incubator_id LEFT JOIN organization o ON o.id = i.organization_id`
const none = Prisma.sql`NULL::timestamptz, NULL::text, NULL::int`
const onDay = (day: Prisma.Sql) => Prisma.sql`NULL::timestamptz, ${day}::text, NULL::int`
const offered = Prisma.sql`EXISTS (SELECT 1 FROM incubation_agreement a WHERE a.incubation_id = i.id AND a.signed_at IS NULL AND a.withdrawn_at IS NULL)`
const isEnding = Prisma.sql`i.state = 'ACTIVE' AND i.to_on <= today() + (incubator_rule_on(today())).expiry_days`
const assessBy = Prisma.sql`(coalesce((SELECT max(m.assessed_on) FROM incubation_assessment m WHERE m.incubation_id = i.id), i.from_on)
  + make_interval(months => (incubator_rule_on(today())).assessment_months))::date`

/** What waits in incubators: for the applicant or tenant, and for the people who keep one. */
export function incubationsWaiting({ actor }: Context): Prisma.Sql[] {
  if (actor.accountId === undefined) return []
  return [...forTenant(actor.accountId, organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')), ...forBody(actor)]
}

function forTenant(accountId: string, organizations: string[]): Prisma.Sql[] {
  const mine = Prisma.sql`((i.organization_id IS NULL AND i.account_id = ${accountId}::uuid) OR i.organization_id = ${among(organizations)})`
  const piece = (kind: string, when: Prisma.Sql, due: Prisma.Sql = none) =>
    Prisma.sql`SELECT ${kind} AS kind, true AS mine, i.id::text AS id, '' AS of, b.name_zh AS title, ${name} AS part, ${due} ${from} WHERE ${mine} AND ${when}`
  return [
    Prisma.sql`SELECT 'incubationToFinish' AS kind, true AS mine, i.id::text AS id, '' AS of, b.name_zh AS title, ${name} AS part, NULL::timestamptz AS due_at,
      NULL::text AS due_on, NULL::int AS count ${from} WHERE ${mine} AND i.state = 'DRAFT'`,
    piece('incubationReturned', Prisma.sql`i.state = 'RETURNED'`),
    Prisma.sql`SELECT 'incubationAtOther', false, i.id::text, '', b.name_zh, ${name}, NULL::timestamptz, CASE WHEN i.state = 'SENT' THEN i.check_due_on END::text, NULL::int ${from}
      WHERE ${mine} AND (i.state IN ('SENT', 'WAITING') OR (i.state = 'ADMITTED' AND NOT ${offered}))`,
    piece('agreementToSign', offered),
    piece('ownIncubationEnding', isEnding, onDay(Prisma.sql`i.to_on`)),
    piece(
      'noticeToAnswer',
      Prisma.sql`i.state = 'LEAVING' AND i.exit_replied_at IS NULL`,
      onDay(Prisma.sql`i.leave_by_on`),
    ),
    Prisma.sql`SELECT 'incubationServiceToConfirm', true, i.id::text, '', b.name_zh, ${name}, NULL::timestamptz, NULL::text, count(*)::int ${from}
      JOIN incubation_service s ON s.incubation_id = i.id WHERE ${mine} AND s.confirmed_at IS NULL AND s.disputed_at IS NULL AND i.state IN ('ACTIVE', 'LEAVING')
      GROUP BY i.id, b.name_zh, o.name`,
    Prisma.sql`SELECT 'trainingAhead', true, v.id::text, '', v.title, '', v.starts_at, NULL::text, NULL::int
      FROM training_signup s JOIN incubator_training v ON v.id = s.training_id LEFT JOIN incubation i ON i.id = s.incubation_id
      WHERE s.cancelled_at IS NULL AND v.cancelled_at IS NULL AND v.starts_at > clock()
        AND (s.organization_id = ${among(organizations)} OR (i.organization_id IS NULL AND i.account_id = ${accountId}::uuid))`,
  ]
}

function forBody(actor: Context['actor']): Prisma.Sql[] {
  const staff = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  const approver = bodiesWhere(actor, 'APPROVER')
  if (staff.length === 0) return []
  const piece = (kind: string, bodies: string[], when: Prisma.Sql, due: Prisma.Sql = none) =>
    Prisma.sql`SELECT ${kind}, true, i.id::text, '', b.name_zh, ${name}, ${due} ${from} WHERE b.body_id = ${among(bodies)} AND ${when}`
  return [
    piece('incubationToCheck', staff, Prisma.sql`i.state = 'SENT'`, onDay(Prisma.sql`i.check_due_on`)),
    piece(
      'incubationToAdmit',
      staff,
      Prisma.sql`i.state = 'WAITING' AND (SELECT c.quota > incubator_class_taken(c.id) FROM incubator_class c WHERE c.id = i.class_id)
        AND NOT EXISTS (SELECT 1 FROM incubation w WHERE w.class_id = i.class_id AND w.state = 'WAITING' AND (w.queued_at, w.id) < (i.queued_at, i.id))`,
    ),
    piece('incubationToAgree', approver, Prisma.sql`i.state = 'ADMITTED' AND NOT ${offered}`),
    piece(
      'extensionToOffer',
      approver,
      Prisma.sql`i.state = 'ACTIVE' AND i.extension_asked_at IS NOT NULL AND NOT ${offered}
        AND NOT EXISTS (SELECT 1 FROM incubation_agreement a WHERE a.incubation_id = i.id AND a.number > 1 AND a.signed_at IS NOT NULL)`,
    ),
    piece('incubationEnding', staff, isEnding, onDay(Prisma.sql`i.to_on`)),
    piece('incubationToAssess', staff, Prisma.sql`i.state = 'ACTIVE' AND ${assessBy} <= today() + 14`, onDay(assessBy)),
    piece(
      'noticeToDecide',
      approver,
      Prisma.sql`i.state = 'LEAVING' AND (i.exit_replied_at IS NOT NULL OR i.leave_by_on <= today())`,
      onDay(Prisma.sql`i.leave_by_on`),
    ),
    Prisma.sql`SELECT 'declarationToConfirm', true, i.id::text, '', b.name_zh, ${name}, NULL::timestamptz, NULL::text, count(*)::int ${from}
      JOIN incubation_declaration d ON d.incubation_id = i.id WHERE b.body_id = ${among(staff)} AND d.confirmed_at IS NULL AND d.refused_reason = ''
      AND i.state IN ('ACTIVE', 'LEAVING') GROUP BY i.id, b.name_zh, o.name`,
    Prisma.sql`SELECT 'trainingToRecord', true, v.id::text, '', v.title, '', v.starts_at, NULL::text, NULL::int FROM incubator_training v JOIN incubator b ON b.id = v.incubator_id
      WHERE b.body_id = ${among(staff)} AND v.starts_at < clock() AND v.held_at IS NULL AND v.cancelled_at IS NULL
        AND EXISTS (SELECT 1 FROM training_signup s WHERE s.training_id = v.id AND s.cancelled_at IS NULL)`,
  ]
}
