import type { ListName } from '#app/domain/open-data/list/names.ts'
import type { ListFilter } from '#app/domain/open-data/list/shapes.ts'
import type { PublicNeedState } from '#app/domain/need/lifecycle.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { callsWanted } from '#app/services/call/queries/public-calls.server.ts'
import { moneyOf } from '#app/services/ledger/queries/public-funds.server.ts'
import { meetingsWanted } from '#app/services/meeting/queries/meetings.server.ts'
import { needsWanted, supportersOf } from '#app/services/need/queries/public-needs.server.ts'
import { organizationsWanted } from '#app/services/organization/queries/organization-cards.server.ts'
import { projectsWanted } from '#app/services/project/queries/public-projects.server.ts'
import { venuesWanted } from '#app/services/venue/queries/venues.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Asked = { filter: ListFilter; now: Date; callId: string | undefined }

/**
 * Where a list's rows come from. `id` orders the rows; `key` is what one row is asked for by, as text. `row` is an object with the fields
 * of domain/open-data/list/shapes.ts: amounts as text of fen, `url` as a path. Narrowed by the same condition as the list's page.
 */
type Source = {
  from: Prisma.Sql
  id: Prisma.Sql
  key: Prisma.Sql
  row: Prisma.Sql
  wanted: (asked: Asked) => Prisma.Sql
}

const region = Prisma.sql`'region', r.code, 'regionName', r.name_zh, 'regionNameEn', r.name_en`
const body = Prisma.sql`'body', b.name_zh, 'bodyEn', b.name_en`
/** An instant as every program reads it. */
const utc = (at: string) => Prisma.raw(`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)

export const listSources: Readonly<Record<ListName, Source>> = {
  calls: {
    from: Prisma.sql`public_call q JOIN call c ON c.id = q.id JOIN body b ON b.id = c.body_id JOIN region r ON r.id = c.region_id`,
    id: Prisma.sql`c.id`,
    key: Prisma.sql`c.call_no`,
    row: Prisma.sql`'callNo', c.call_no, 'title', c.title, 'method', c.method, 'instrument', c.instrument, 'fundingKind', c.funding_kind,
      'field', c.field, 'state', c.state, 'isSuspended', c.suspended_at IS NOT NULL, 'budget', c.budget_fen::text, 'ceiling', c.ceiling_fen::text,
      ${body}, ${region}, 'publishedAt', ${utc('c.published_at')}, 'deadlineAt', ${utc('c.bid_deadline_at')},
      'startsOn', c.starts_on, 'endsOn', c.ends_on, 'url', '/calls/' || c.call_no`,
    wanted: ({ filter, now }) => callsWanted({ group: filter.stage, field: filter.field, region: filter.region }, now),
  },
  projects: {
    from: Prisma.sql`project p JOIN region r ON r.id = p.region_id JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id
      JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL LEFT JOIN public_call c ON c.id = p.call_id CROSS JOIN LATERAL award_total(p.award_id) l`,
    id: Prisma.sql`p.id`,
    key: Prisma.sql`p.project_no`,
    row: Prisma.sql`'projectNo', p.project_no, 'title', p.title, 'callNo', c.call_no, 'state', p.state, 'field', p.field, 'organizationId', o.id,
      'organization', o.name, ${body}, ${region}, 'startsOn', p.starts_on, 'endsOn', p.ends_on, 'committed', l.posted_credit::text,
      'released', l.posted_debit::text, 'milestonesDone', (SELECT count(*) FROM milestone m WHERE m.project_id = p.id AND m.state = 'ACCEPTED'),
      'milestonesAll', (SELECT count(*) FROM milestone m WHERE m.project_id = p.id AND m.state <> 'CANCELLED'), 'url', '/projects/' || p.project_no`,
    wanted: ({ filter: { field, region: code, state, group } }) =>
      projectsWanted({ field, region: code, state: state as ProjectState | undefined, group }),
  },
  organizations: {
    from: Prisma.sql`organization o JOIN region r ON r.id = o.region_id`,
    id: Prisma.sql`o.id`,
    key: Prisma.sql`o.id::text`,
    row: Prisma.sql`'id', o.id, 'name', o.name, 'nameEn', nullif(o.name_en, ''), 'creditCode', o.credit_code, 'kind', o.kind, 'isSuspended', o.state = 'SUSPENDED', 'isEnded', o.state = 'ENDED',
      'fields', o.fields, 'rating', rating_on(o.id, today()), ${region},
      'projects', (SELECT count(*) FROM project p WHERE p.organization_id = o.id), 'url', '/organizations/' || o.id`,
    wanted: ({ filter: { field, region: code }, callId }) => organizationsWanted({ field, region: code, callId }),
  },
  needs: {
    from: Prisma.sql`need n JOIN region r ON r.id = n.region_id`,
    id: Prisma.sql`n.id`,
    key: Prisma.sql`n.need_no`,
    row: Prisma.sql`'needNo', n.need_no, 'title', n.title, 'state', n.state, 'field', n.field, ${region}, 'people', n.people,
      'supporters', ${supportersOf}, 'isInCall', need_is_in_call(n.id), 'raisedAt', ${utc('n.raised_at')}, 'url', '/needs/' || n.need_no`,
    wanted: ({ filter: { field, region: code, state } }) =>
      needsWanted({
        state: state as PublicNeedState | undefined,
        field,
        region: code,
      }),
  },
  funds: {
    from: Prisma.sql`fund f JOIN body b ON b.id = f.body_id CROSS JOIN LATERAL (SELECT ${moneyOf(Prisma.sql`f.id`)} AS view) m`,
    id: Prisma.sql`f.id`,
    key: Prisma.sql`f.id::text`,
    row: Prisma.sql`'id', f.id, 'name', f.name, ${body}, 'appropriated', m.view -> 'appropriatedFen', 'committed', m.view -> 'committedFen',
      'held', m.view -> 'heldFen', 'released', m.view -> 'releasedFen', 'left', m.view -> 'leftFen', 'spent', m.view -> 'spentFen',
      'returned', m.view -> 'returnedFen', 'url', '/funds/' || f.id`,
    wanted: () => Prisma.sql`true`,
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
  venues: {
    from: Prisma.sql`venue v JOIN region r ON r.id = v.region_id`,
    id: Prisma.sql`v.id`,
    key: Prisma.sql`v.id::text`,
    row: Prisma.sql`'id', v.id, 'unit', v.unit, 'name', v.name, 'kind', v.kind, ${region}, 'address', v.address, 'capacity', v.capacity,
      'fee', v.fee_fen::text, 'fullFee', v.full_fee_fen::text, 'url', '/venues/' || v.id`,
    wanted: ({ filter }) => venuesWanted(filter.region),
  },
  meetings: {
    from: Prisma.sql`meeting m JOIN meeting_kind k ON k.code = m.kind AND k.valid_from = m.kind_valid_from JOIN region r ON r.id = m.region_id
      JOIN body b ON b.id = m.body_id`,
    id: Prisma.sql`m.id`,
    key: Prisma.sql`m.id::text`,
    row: Prisma.sql`'id', m.id, 'title', m.title, 'state', m.state, 'kind', m.kind, 'kindName', k.name_zh, 'kindNameEn', k.name_en, ${body}, ${region},
      'place', m.place, 'startsAt', ${utc('m.starts_at')}, 'minutesDueOn', m.minutes_due_on, 'url', '/meetings/' || m.id`,
    wanted: ({ filter: { when, kind, region: code }, now }) => meetingsWanted({ when, kind, region: code }, now),
  },
}
