import type { ListName } from '#app/domain/open-data/list/names.ts'
import type { PublicNeedState } from '#app/domain/need/lifecycle.ts'
import { appealMoney } from '#app/services/appeal/queries/appeal-figures.ts'
import { meetingsWanted } from '#app/services/meeting/queries/meetings.server.ts'
import { catalogueWanted, needsWanted, supportersOf } from '#app/services/need/queries/public-needs.server.ts'
import { venuesWanted } from '#app/services/venue/queries/venues.server.ts'
import { calloutsWanted } from '#app/services/volunteer/queries/volunteers.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { body, region, type Source, utc } from './source.server.ts'

const needs = {
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
} satisfies Source

export const communitySources = {
  needs,
  catalogue: { ...needs, wanted: ({ filter: { field, region: code } }) => catalogueWanted({ field, region: code }) },
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
  volunteering: {
    from: Prisma.sql`callout c JOIN organization o ON o.id = c.organization_id`,
    id: Prisma.sql`c.id`,
    key: Prisma.sql`c.id::text`,
    row: Prisma.sql`'id', c.id, 'title', c.title, 'organizationId', o.id, 'organization', o.name, 'place', c.place, 'startsAt', ${utc('c.starts_at')},
      'endsAt', ${utc('c.ends_at')}, 'places', c.seats,
      'taken', (SELECT count(*) FROM volunteer_signup s WHERE s.callout_id = c.id AND s.cancelled_at IS NULL), 'url', '/volunteering/' || c.id`,
    wanted: ({ now }) => calloutsWanted(now),
  },
  appeals: {
    from: Prisma.sql`appeal a JOIN body b ON b.id = a.body_id CROSS JOIN LATERAL (SELECT ${appealMoney} AS view) m`,
    id: Prisma.sql`a.id`,
    key: Prisma.sql`a.id::text`,
    row: Prisma.sql`'id', a.id, 'title', a.title, 'state', a.state, ${body}, 'opensOn', a.opens_on, 'endsOn', a.ends_on, 'target', m.view -> 'targetFen',
      'promised', m.view -> 'promisedFen', 'received', m.view -> 'receivedFen', 'passed', m.view -> 'passedFen', 'dueBack', m.view -> 'dueBackFen',
      'returned', m.view -> 'returnedFen', 'givers', m.view -> 'givers', 'url', '/appeals/' || a.id`,
    wanted: () => Prisma.sql`a.opened_at IS NOT NULL`,
  },
} as const satisfies Partial<Record<ListName, Source>>
