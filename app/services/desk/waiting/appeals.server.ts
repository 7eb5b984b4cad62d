import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Appeals to finish, to open, to pass on and to account for; donations that are expected and those that go back; gifts in kind to receive. */
export function appealsWaiting({ actor, now }: Context): Prisma.Sql[] {
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const finance = bodiesWhere(actor, 'FINANCE')
  const supplier = organizationsWhere(actor, 'OWNER', 'EDITOR')
  if ([officer, approver, finance, supplier].every((ids) => ids.length === 0)) return []
  return [
    Prisma.sql`
      SELECT CASE WHEN a.state = 'SUBMITTED' THEN 'donationAppealToOpen' ELSE 'donationAppealToPass' END AS kind, true AS mine,
        a.id::text AS id, '' AS of, a.title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, NULL::int AS count
      FROM appeal a WHERE a.body_id = ${among(approver)} AND CASE a.state
        WHEN 'SUBMITTED' THEN ${actor.accountId ?? null}::uuid NOT IN (a.drafted_by_id, a.submitted_by_id)
        ELSE a.state IN ('REACHED', 'ENDED') AND a.standing_fen > 0 AND appeal_is_funded(a.id)
          AND NOT EXISTS (SELECT 1 FROM pledge p WHERE p.appeal_id = a.id AND p.state = 'PLEDGED') END
      ORDER BY a.id LIMIT 50`,
    Prisma.sql`
      SELECT 'donationAppealToFinish', true, a.id::text, '', a.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM appeal a WHERE a.body_id = ${among(officer)} AND a.state = 'DRAFT' ORDER BY a.id LIMIT 50`,
    Prisma.sql`
      SELECT 'giftToReceive', true, p.id::text, '', p.title, '', NULL::timestamptz, NULL::text, count(*)::int
      FROM gift g JOIN project p ON p.id = g.project_id
      WHERE p.organization_id = ${among(supplier)} AND g.state = 'CONFIRMED' GROUP BY p.id ORDER BY p.id LIMIT 50`,
    Prisma.sql`
      SELECT 'donationAccountDue', true, a.id::text, '', a.title, '', NULL::timestamptz, o.due_on::text, NULL::int
      FROM appeal a CROSS JOIN LATERAL appeal_accounts_owed(a.id, 14) o
      WHERE a.body_id = ${among(officer)} AND a.opened_at IS NOT NULL
        AND o.due_on <= (${now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date + CASE WHEN o.is_final THEN 60 ELSE 14 END
        AND NOT EXISTS (SELECT 1 FROM appeal_account g WHERE g.appeal_id = a.id AND g.due_on = o.due_on AND g.is_final = o.is_final)
      ORDER BY o.due_on, a.id LIMIT 50`,
    Prisma.sql`
      SELECT CASE WHEN p.state = 'PLEDGED' THEN 'donationsExpected' ELSE 'donationsToReturn' END, p.state = 'REFUND_DUE', a.id::text, '', a.title, '',
        NULL::timestamptz, CASE WHEN p.state = 'PLEDGED' THEN min(p.due_on)::text END, count(*)::int
      FROM appeal a JOIN pledge p ON p.appeal_id = a.id AND p.state IN ('PLEDGED', 'REFUND_DUE')
      WHERE a.body_id = ${among(finance)} GROUP BY a.id, p.state ORDER BY a.id LIMIT 50`,
  ]
}
