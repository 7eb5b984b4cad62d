import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Needs to read and to carry on, counted; meetings to record and minutes to publish, each by itself. */
export function needsWaiting({ actor, now }: Context): Prisma.Sql[] {
  const bodies = bodiesWhere(actor, 'OFFICER')
  return [...(bodies.length === 0 ? [] : officersWaiting(now, bodies)), ...approversWaiting(actor)]
}

function officersWaiting(now: Date, bodies: string[]): Prisma.Sql[] {
  return [
    Prisma.sql`
      SELECT 'needsToRead' AS kind, true AS mine, '' AS id, '' AS of, '' AS title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, count(*)::int AS count
      FROM need n WHERE n.state = 'RECEIVED' AND EXISTS (SELECT 1 FROM unnest(${bodies}::uuid[]) b (id) WHERE body_covers(b.id, n.region_id)) HAVING count(*) > 0`,
    Prisma.sql`
      SELECT 'needsToCarryOn', true, '', '', '', '', NULL::timestamptz, NULL::text, count(*)::int
      FROM need n WHERE n.state IN ('PROPOSED', 'DELIBERATED', 'REVIEWED') AND n.body_id = ${among(bodies)} HAVING count(*) > 0`,
    Prisma.sql`
      SELECT 'meetingToRecord', true, m.id::text, '', m.title, '', NULL::timestamptz, NULL::text, NULL::int
      FROM meeting m WHERE m.state = 'ANNOUNCED' AND m.starts_at <= ${now} AND m.body_id = ${among(bodies)}`,
    Prisma.sql`
      SELECT 'minutesToPublish', true, m.id::text, '', m.title, '', NULL::timestamptz, m.minutes_due_on::text, NULL::int
      FROM meeting m WHERE m.state = 'HELD' AND m.body_id = ${among(bodies)}`,
    Prisma.sql`
      SELECT 'venueToConfirm', true, v.id::text, '', v.name, '', NULL::timestamptz, NULL::text, count(*)::int
      FROM venue_booking k JOIN venue v ON v.id = k.venue_id WHERE k.state = 'ASKED' AND lower(k.during) > ${now} AND v.body_id = ${among(bodies)} GROUP BY v.id, v.name`,
  ]
}

/** Nobody decides on what they applied for or entered themselves. */
function approversWaiting(actor: Context['actor']): Prisma.Sql[] {
  const bodies = bodiesWhere(actor, 'APPROVER')
  if (bodies.length === 0 || actor.accountId === undefined) return []
  return [
    Prisma.sql`
      SELECT 'tasksToDecide' AS kind, true AS mine, '' AS id, '' AS of, '' AS title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, count(*)::int AS count
      FROM task_admission k WHERE k.body_id = ${among(bodies)} AND k.decided_at IS NULL AND k.withdrawn_at IS NULL AND k.applied_by_id <> ${actor.accountId}::uuid HAVING count(*) > 0`,
    Prisma.sql`
      SELECT 'transfersToConfirm', true, '', '', '', '', NULL::timestamptz, NULL::text, count(*)::int
      FROM function_transfer f WHERE f.body_id = ${among(bodies)} AND f.confirmed_at IS NULL AND f.withdrawn_at IS NULL AND f.entered_by_id <> ${actor.accountId}::uuid HAVING count(*) > 0`,
  ]
}
