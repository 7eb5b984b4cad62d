import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { bodyName, handedOn } from './piece.ts'

const sql = Prisma.sql

/** What a person waits for whatever their roles: needs they raised, rooms they asked for, a tenancy that is theirs. */
export function handedOnByPeople(ctx: Context): Prisma.Sql[] {
  const self = ctx.actor.accountId
  if (self === undefined) return []
  const member = organizationsWhere(ctx.actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const tenant = sql`((i.organization_id IS NULL AND i.account_id = ${self}::uuid) OR i.organization_id = ${among(member)})`
  return [
    handedOn(
      'needAtOther',
      { id: sql`n.need_no`, title: sql`n.title`, as: 'officer', name: bodyName(ctx), since: sql`n.state_at` },
      sql`need n LEFT JOIN body b ON b.id = n.body_id
        WHERE n.raised_by_id = ${self}::uuid AND n.state IN ('RECEIVED', 'PROPOSED', 'DELIBERATED', 'REVIEWED') ORDER BY n.state_at LIMIT 20`,
    ),
    handedOn(
      'venueAtOther',
      {
        id: sql`v.id`,
        title: sql`v.name`,
        as: 'officer',
        name: bodyName(ctx),
        since: sql`k.asked_at`,
        dueAt: sql`lower(k.during)`,
      },
      sql`venue_booking k JOIN venue v ON v.id = k.venue_id JOIN body b ON b.id = v.body_id
        WHERE k.asked_by_id = ${self}::uuid AND k.state = 'ASKED' AND lower(k.during) > ${ctx.now} ORDER BY lower(k.during) LIMIT 20`,
    ),
    handedOn(
      'tenancyAtOther',
      { id: sql`i.id`, title: sql`c.name_zh`, as: 'incubator', name: bodyName(ctx), since: sql`i.extension_asked_at` },
      sql`incubation i JOIN incubator c ON c.id = i.incubator_id JOIN body b ON b.id = c.body_id
        WHERE ${tenant} AND i.state = 'ACTIVE' AND i.extension_asked_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM incubation_agreement a WHERE a.incubation_id = i.id AND (a.number > 1 AND a.signed_at IS NOT NULL
            OR a.signed_at IS NULL AND a.withdrawn_at IS NULL)) ORDER BY i.extension_asked_at LIMIT 20`,
    ),
    handedOn(
      'tenancyNoticeAtOther',
      {
        id: sql`i.id`,
        title: sql`c.name_zh`,
        as: 'incubator',
        name: bodyName(ctx),
        since: sql`i.exit_replied_at`,
        dueOn: sql`i.leave_by_on`,
      },
      sql`incubation i JOIN incubator c ON c.id = i.incubator_id JOIN body b ON b.id = c.body_id
        WHERE ${tenant} AND i.state = 'LEAVING' AND i.exit_replied_at IS NOT NULL ORDER BY i.exit_replied_at LIMIT 20`,
    ),
    handedOn(
      'declarationAtOther',
      {
        id: sql`i.id`,
        title: sql`c.name_zh`,
        as: 'incubator',
        name: bodyName(ctx),
        since: sql`min(d.declared_at)`,
        count: sql`count(*)`,
      },
      sql`incubation i JOIN incubator c ON c.id = i.incubator_id JOIN body b ON b.id = c.body_id JOIN incubation_declaration d ON d.incubation_id = i.id
        WHERE ${tenant} AND i.state IN ('ACTIVE', 'LEAVING') AND d.confirmed_at IS NULL AND d.refused_reason = ''
        GROUP BY i.id, c.id, b.id ORDER BY min(d.declared_at) LIMIT 20`,
    ),
  ]
}
