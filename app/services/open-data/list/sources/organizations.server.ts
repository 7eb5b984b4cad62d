import type { ListName } from '#app/domain/open-data/list/names.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { creditFrom, creditQuestion, creditWanted } from '#app/services/credit/queries/credit-lookup.server.ts'
import { organizationsWanted } from '#app/services/organization/queries/organization-cards.server.ts'
import { noticesWanted, roundsWanted } from '#app/services/rating/queries/public-ratings.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { body, region, type Source } from './source.server.ts'

const ofOrganization = (id: string | undefined): Prisma.Sql =>
  id === undefined ? Prisma.empty : Prisma.sql`AND o.id = ${id}::uuid`

/** The day on which a request of this kind about the event `v` was granted; null: none was. */
const grantedOn = (kind: 'REPAIR' | 'CORRECTION') =>
  Prisma.sql`(SELECT (q.decided_at AT TIME ZONE 'Asia/Shanghai')::date FROM credit_request q WHERE q.event_id = v.id AND q.kind = ${kind} AND q.granted)`

const recognitionEnd = Prisma.sql`least(g.to_on, CASE WHEN e.confirmed_at IS NOT NULL THEN e.ends_on END)`

export const organizationSources = {
  organizations: {
    from: Prisma.sql`organization o JOIN region r ON r.id = o.region_id`,
    id: Prisma.sql`o.id`,
    key: Prisma.sql`o.id::text`,
    row: Prisma.sql`'id', o.id, 'name', o.name, 'nameEn', nullif(o.name_en, ''), 'creditCode', o.credit_code, 'kind', o.kind, 'isSuspended', o.state = 'SUSPENDED', 'isEnded', o.state = 'ENDED',
      'fields', o.fields, 'rating', rating_on(o.id, today()), ${region},
      'projects', (SELECT count(*) FROM project p WHERE p.organization_id = o.id), 'url', '/organizations/' || o.id`,
    wanted: ({ filter: { field, region: code }, callId }) => organizationsWanted({ field, region: code, callId }),
  },
  incubators: {
    from: Prisma.sql`incubator i JOIN region r ON r.id = i.region_id LEFT JOIN body b ON b.id = i.body_id
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE x.state IN ('ACTIVE', 'LEAVING')) AS tenants,
        count(*) FILTER (WHERE x.state = 'GRADUATED') AS alumni FROM incubation x WHERE x.incubator_id = i.id) n
      CROSS JOIN LATERAL (SELECT coalesce(sum(c.quota), 0) AS places, coalesce(sum(greatest(c.quota - incubator_class_taken(c.id), 0)), 0) AS places_left
        FROM incubator_class c WHERE c.incubator_id = i.id) k`,
    id: Prisma.sql`i.id`,
    key: Prisma.sql`i.id::text`,
    row: Prisma.sql`'id', i.id, 'name', i.name_zh, 'nameEn', i.name_en, 'level', i.level, ${region}, ${body}, 'isOpen', i.is_open, 'tenants', n.tenants,
      'alumni', n.alumni, 'places', k.places, 'placesLeft', greatest(k.places_left, 0), 'seats', i.seats,
      'seatsHeld', (SELECT h.seats FROM incubator_held(i.id) h), 'url', '/incubators/' || i.id`,
    wanted: () => Prisma.sql`true`,
  },
  credit: {
    from: creditFrom(Prisma.sql`today()`),
    id: Prisma.sql`o.id`,
    key: Prisma.sql`o.id::text`,
    row: Prisma.sql`'id', o.id, 'name', o.name, 'creditCode', o.credit_code, ${region}, 'standing', coalesce(s.list, 'REGULAR'), 'since', s.from_on,
      'url', '/organizations/' || o.id || '/credit'`,
    wanted: ({ filter }) => creditWanted(creditQuestion(filter.q ?? '')),
  },
  // What was found to be wrong is nobody's to read any more.
  'credit-events': {
    from: Prisma.sql`credit_event v JOIN organization o ON o.id = v.organization_id JOIN body b ON b.id = v.body_id JOIN region r ON r.id = v.region_id`,
    id: Prisma.sql`v.id`,
    key: Prisma.sql`v.id::text`,
    row: Prisma.sql`'id', v.id, 'organizationId', o.id, 'organization', o.name, 'creditCode', o.credit_code, 'event', v.kind, 'happenedOn', v.happened_on,
      ${body}, ${region}, 'legalBasis', v.legal_basis, 'documentNo', v.document_no, 'fine', v.fine_fen::text, 'year', v.year,
      'conclusion', v.conclusion, 'rating', v.rating, 'validUntil', v.valid_until, 'needsRectification', v.needs_rectification,
      'rectifiedOn', ${grantedOn('REPAIR')}, 'url', '/organizations/' || o.id || '/credit'`,
    wanted: ({ filter }) =>
      Prisma.sql`v.confirmed_at IS NOT NULL AND ${grantedOn('CORRECTION')} IS NULL ${ofOrganization(filter.organization)}`,
  },
  ratings: {
    from: Prisma.sql`rating_decision d JOIN organization o ON o.id = d.organization_id JOIN body b ON b.id = d.body_id LEFT JOIN region r ON r.id = d.region_id
      LEFT JOIN rating_revocation v ON v.decision_id = d.id AND v.confirmed_at IS NOT NULL`,
    id: Prisma.sql`d.id`,
    key: Prisma.sql`d.id::text`,
    row: Prisma.sql`'id', d.id, 'organizationId', o.id, 'organization', o.name, 'creditCode', o.credit_code, 'rating', d.grade,
      'isInForce', EXISTS (SELECT 1 FROM ratings_in_force(d.organization_id, today()) f WHERE f.id = d.id), 'validFrom', d.valid_from,
      'validUntil', d.valid_until, 'revokedOn', v.revoked_on, ${region}, 'authority', coalesce(nullif(d.authority_name, ''), b.name_zh),
      'authorityEn', coalesce(nullif(d.authority_name, ''), b.name_en), 'documentNo', d.document_no, 'decidedOn', d.decided_on,
      'url', '/organizations/' || o.id || '/standing'`,
    wanted: ({ filter }) => Prisma.sql`d.confirmed_at IS NOT NULL ${ofOrganization(filter.organization)}`,
  },
  'rating-notices': {
    from: Prisma.sql`rating_application a JOIN organization o ON o.id = a.organization_id JOIN body b ON b.id = a.body_id`,
    id: Prisma.sql`a.id`,
    key: Prisma.sql`a.id::text`,
    row: Prisma.sql`'id', a.id, 'organizationId', o.id, 'organization', o.name, 'rating', a.grade, 'points', a.points, ${body},
      'noticeUntil', a.notice_until, 'url', '/ratings/' || a.id`,
    wanted: ({ now }) => noticesWanted(dayOf(now)),
  },
  'rating-rounds': {
    from: Prisma.sql`rating_round r JOIN body b ON b.id = r.body_id`,
    id: Prisma.sql`r.id`,
    key: Prisma.sql`r.id::text`,
    row: Prisma.sql`'id', r.id, 'title', r.title, ${body}, 'documentNo', r.document_no, 'applyFrom', r.apply_from, 'applyUntil', r.apply_until,
      'url', '/ratings'`,
    wanted: ({ now }) => roundsWanted(dayOf(now)),
  },
  recognition: {
    from: Prisma.sql`recognition g JOIN region i ON i.id = g.issuer_region_id JOIN region p ON p.id = g.accepting_region_id JOIN body b ON b.id = g.body_id
      LEFT JOIN recognition_end e ON e.recognition_id = g.id`,
    id: Prisma.sql`g.id`,
    key: Prisma.sql`g.id::text`,
    row: Prisma.sql`'id', g.id, 'title', g.title, 'what', g.what,
      'state', CASE WHEN g.from_on > today() THEN 'COMING' WHEN today() >= ${recognitionEnd} THEN 'OVER' ELSE 'IN_FORCE' END,
      'issuingPlace', i.name_zh, 'issuingPlaceEn', i.name_en, 'acceptingPlace', p.name_zh, 'acceptingPlaceEn', p.name_en, 'fromOn', g.from_on,
      'toOn', ${recognitionEnd}, 'documentNo', g.document_no, ${body}, 'url', '/recognition'`,
    wanted: () => Prisma.sql`g.confirmed_at IS NOT NULL`,
  },
} as const satisfies Partial<Record<ListName, Source>>
