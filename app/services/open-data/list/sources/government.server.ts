import type { ListName } from '#app/domain/open-data/list/names.ts'
import type { PolicyKind } from '#app/domain/policy-document/terms.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import type { ShowcaseKind } from '#app/domain/showcase/schema.ts'
import { isOfPublicPlan } from '#app/services/assignment/queries/assignments.server.ts'
import { moneyOf } from '#app/services/ledger/queries/public-funds.server.ts'
import { policiesWanted } from '#app/services/policy-document/queries/policies.server.ts'
import { phasesWanted, showcasesFrom, showcasesWanted } from '#app/services/showcase/queries/showcases.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { body, region, type Source } from './source.server.ts'

const coUnits = (name: 'name_zh' | 'name_en') =>
  Prisma.sql`(SELECT coalesce(string_agg(h.${Prisma.raw(name)}, ';' ORDER BY h.name_zh), '') FROM assignment_co x JOIN body h ON h.id = x.body_id WHERE x.assignment_id = a.id)`

/** An anchor has no id of its own: its day, which orders them. */
const anchorId = Prisma.sql`('00000000-0000-0000-0000-' || lpad(to_char(k.day, 'YYYYMMDD'), 12, '0'))::uuid`

export const governmentSources = {
  funds: {
    from: Prisma.sql`fund f JOIN body b ON b.id = f.body_id CROSS JOIN LATERAL (SELECT ${moneyOf(Prisma.sql`f.id`)} AS view) m`,
    id: Prisma.sql`f.id`,
    key: Prisma.sql`f.id::text`,
    row: Prisma.sql`'id', f.id, 'name', f.name, ${body}, 'appropriated', m.view -> 'appropriatedFen', 'committed', m.view -> 'committedFen',
      'held', m.view -> 'heldFen', 'released', m.view -> 'releasedFen', 'left', m.view -> 'leftFen', 'spent', m.view -> 'spentFen',
      'returned', m.view -> 'returnedFen', 'url', '/funds/' || f.id`,
    wanted: () => Prisma.sql`true`,
  },
  policies: {
    from: Prisma.sql`policy_document d`,
    id: Prisma.sql`d.id`,
    key: Prisma.sql`d.id::text`,
    row: Prisma.sql`'id', d.id, 'documentNo', nullif(d.document_no, ''), 'title', d.title_zh, 'titleEn', d.title_en, 'kind', d.kind, 'level', d.level,
      'region', nullif(d.region_code, ''), 'regionName', nullif(d.place_zh, ''), 'regionNameEn', nullif(d.place_en, ''), 'issuer', d.issuer_zh,
      'issuerEn', d.issuer_en, 'issuedYear', d.issued_year, 'issuedOn', d.issued_on, 'inForceFrom', d.in_force_from, 'inForceUntil', d.in_force_until,
      'isConfirmed', d.is_confirmed, 'summary', d.summary_zh, 'summaryEn', d.summary_en, 'sourceUrl', nullif(d.source_url, ''), 'url', '/policies/' || d.id`,
    wanted: ({ filter: { kind, place, standing, year, q } }) =>
      policiesWanted({
        kind: kind as PolicyKind | undefined,
        place,
        standing,
        year: year === undefined ? undefined : Number(year),
        q,
      }),
  },
  showcases: {
    from: showcasesFrom,
    id: Prisma.sql`s.id`,
    key: Prisma.sql`s.id::text`,
    row: Prisma.sql`'id', s.id, 'title', coalesce(p.title, c.name_zh), 'titleEn', CASE WHEN p.id IS NULL THEN c.name_en END, 'kind', s.kind,
      'projectNo', p.project_no, ${region}, ${body}, 'documentNo', s.document_no, 'fromOn', s.from_on, 'untilOn', s.until_on,
      'isRunning', today() BETWEEN s.from_on AND s.until_on, 'url', coalesce('/projects/' || p.project_no, '/showcases')`,
    wanted: ({ filter: { kind, region: code } }) =>
      showcasesWanted({ kind: kind as ShowcaseKind | undefined, region: code }),
  },
  'showcase-phases': {
    from: Prisma.sql`region_phase f JOIN region r ON r.id = f.region_id`,
    id: Prisma.sql`f.id`,
    key: Prisma.sql`f.id::text`,
    row: Prisma.sql`'id', f.id, ${region}, 'phase', f.phase, 'fromOn', f.from_on, 'documentNo', f.document_no, 'url', '/indicators/' || r.code`,
    wanted: ({ filter, now }) => phasesWanted(filter.region, dayOf(now)),
  },
  responsibilities: {
    from: Prisma.sql`assignment a JOIN body b ON b.id = a.body_id JOIN body l ON l.id = a.lead_id`,
    id: Prisma.sql`a.id`,
    key: Prisma.sql`a.id::text`,
    row: Prisma.sql`'id', a.id, 'title', a.title, 'state', a.state, ${body}, 'lead', l.name_zh, 'leadEn', l.name_en, 'coUnits', ${coUnits('name_zh')},
      'coUnitsEn', ${coUnits('name_en')}, 'dueOn', a.due_on, 'isOverdue', a.state = 'ISSUED' AND a.due_on < today(), 'documentNo', a.document_no,
      'closedOn', (a.closed_at AT TIME ZONE 'Asia/Shanghai')::date, 'url', '/responsibilities/' || a.id`,
    wanted: () => isOfPublicPlan,
  },
  'ledger-anchors': {
    from: Prisma.sql`ledger_anchor k`,
    id: anchorId,
    key: Prisma.sql`k.day::text`,
    row: Prisma.sql`'day', k.day, 'entries', k.entries, 'lastEntry', k.to_seq::text, 'digest', k.digest, 'previous', k.previous, 'url', '/ledger'`,
    wanted: () => Prisma.sql`true`,
  },
} as const satisfies Partial<Record<ListName, Source>>
