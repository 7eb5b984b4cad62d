import type { ResultState } from '#app/domain/award/result-states.ts'
import type { ListName } from '#app/domain/open-data/list/names.ts'
import { itemFactors } from '#app/domain/post-price/price.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import type { RemedyState } from '#app/domain/remedy/lifecycle.ts'
import {
  objectionsWanted,
  resultsFrom,
  resultSums,
  resultsWanted,
} from '#app/services/award/queries/public-results.server.ts'
import { callsWanted } from '#app/services/call/queries/public-calls.server.ts'
import { projectsWanted } from '#app/services/project/queries/public-projects.server.ts'
import { tasksWanted } from '#app/services/task/queries/tasks.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { body, region, type Source, utc } from './source.server.ts'

/** A line of a standard has no id of its own: its standard's, with its place in it, the last line the least. */
const lineId = Prisma.sql`(left(l.rule_id::text, 24) || lpad((999999 - array_position(${[...itemFactors]}::text[], l.factor) * 1000 - l.position)::text, 12, '0'))::uuid`

export const purchaseSources = {
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
  results: {
    from: resultsFrom,
    id: Prisma.sql`n.id`,
    key: Prisma.sql`c.call_no`,
    row: Prisma.sql`'callNo', c.call_no, 'title', c.title, 'state', CASE n.state WHEN 'OPEN' THEN 'onNotice' ELSE 'confirmed' END, 'organization', o.name,
      'awards', ${resultSums.awards}, 'amount', ${resultSums.amount}, ${body}, 'region', g.code, 'regionName', g.name_zh, 'regionNameEn', g.name_en,
      'publishedAt', ${utc('n.noticed_at')}, 'endsOn', n.ends_on, 'projectNo', p.project_no, 'objections', ${resultSums.objections},
      'openObjections', ${resultSums.openObjections}, 'url', '/calls/' || c.call_no || '/result'`,
    wanted: ({ filter: { state, region: code } }) =>
      resultsWanted({ state: state as ResultState | undefined, region: code }),
  },
  objections: {
    from: Prisma.sql`remedy y JOIN public_call c ON c.id = y.call_id JOIN body b ON b.id = c.body_id`,
    id: Prisma.sql`y.id`,
    key: Prisma.sql`y.id::text`,
    row: Prisma.sql`'id', y.id, 'callNo', c.call_no, 'callTitle', c.title, 'title', y.subject, 'kind', y.kind, 'stage', y.stage, 'state', y.state,
      'filer', CASE WHEN y.organization_id IS NULL THEN NULL ELSE y.filer_name END, ${body}, 'filedAt', ${utc('y.filed_at')}, 'dueOn', y.answer_due_on,
      'outcome', y.outcome, 'answeredAt', ${utc('y.answered_at')}, 'url', '/calls/' || c.call_no || '/result#remedies'`,
    wanted: ({ filter: { state } }) => objectionsWanted(state as RemedyState | undefined),
  },
  'single-source': {
    from: Prisma.sql`single_source s JOIN call c ON c.id = s.call_id JOIN body b ON b.id = c.body_id JOIN region r ON r.id = c.region_id
      JOIN organization o ON o.id = s.organization_id`,
    id: Prisma.sql`c.id`,
    key: Prisma.sql`c.id::text`,
    row: Prisma.sql`'id', c.id, 'title', c.title, 'organization', o.name, ${body}, ${region}, 'budget', c.budget_fen::text,
      'noticedAt', ${utc('s.noticed_at')}, 'endsOn', s.ends_on, 'isRunning', coalesce(s.ends_at > clock(), false), 'url', '/single-source/' || c.id`,
    wanted: () => Prisma.sql`s.noticed_at IS NOT NULL`,
  },
  'function-transfers': {
    from: Prisma.sql`function_transfer f JOIN body b ON b.id = f.body_id`,
    id: Prisma.sql`f.id`,
    key: Prisma.sql`f.id::text`,
    row: Prisma.sql`'id', f.id, 'title', f.title, 'department', f.department, 'recipient', f.recipient, 'documentNo', f.document_no, ${body},
      'decidedOn', f.decided_on, 'startsOn', f.starts_on, 'endsOn', f.ends_on,
      'callNos', (SELECT coalesce(string_agg(c.call_no, ';' ORDER BY c.published_at), '') FROM function_transfer_call x
        JOIN public_call c ON c.id = x.call_id WHERE x.transfer_id = f.id), 'url', '/function-transfers'`,
    wanted: () => Prisma.sql`f.confirmed_at IS NOT NULL`,
  },
  'task-admissions': {
    from: Prisma.sql`task_admission k JOIN region r ON r.id = k.region_id JOIN body b ON b.id = k.body_id`,
    id: Prisma.sql`k.id`,
    key: Prisma.sql`k.task_no`,
    row: Prisma.sql`'taskNo', k.task_no, 'title', k.title, 'kind', k.kind, 'department', k.department, 'legalBasis', k.legal_basis, ${body}, ${region},
      'startsOn', k.starts_on, 'endsOn', k.ends_on, 'funds', k.funds_fen::text, 'shareBps', k.share_bps, 'hoursPerMonth', k.hours_per_month,
      'formsPerMonth', k.forms_per_month, 'decidedAt', ${utc('k.decided_at')}, 'url', '/task-admissions'`,
    wanted: ({ filter }) => tasksWanted(filter.region),
  },
  'post-prices': {
    from: Prisma.sql`post_price_rule p JOIN post_price_item l ON l.rule_id = p.id LEFT JOIN body b ON b.id = p.body_id`,
    id: lineId,
    key: Prisma.sql`${lineId}::text`,
    row: Prisma.sql`'id', ${lineId}, ${body}, 'version', p.version, 'validFrom', p.valid_from, 'isConfirmed', p.is_confirmed, 'factor', l.factor,
      'position', l.position, 'name', l.label_zh, 'nameEn', l.label_en, 'monthly', l.fen::text, 'ofBaseBps', l.bps, 'source', p.source_zh,
      'sourceEn', p.source_en, 'url', '/post-prices' || coalesce('?body=' || p.body_id, '')`,
    wanted: ({ filter }) =>
      Prisma.sql`p.id = post_price_rule_of(p.body_id, today()) ${filter.body === undefined ? Prisma.empty : Prisma.sql`AND p.body_id = ${filter.body}::uuid`}`,
  },
  rules: {
    from: Prisma.sql`rule_book k`,
    id: Prisma.sql`md5(k.code || ' ' || k.version)::uuid`,
    key: Prisma.sql`md5(k.code || ' ' || k.version)::uuid::text`,
    row: Prisma.sql`'id', md5(k.code || ' ' || k.version)::uuid, 'code', k.code, 'version', k.version, 'method', k.method, 'title', k.content #>> '{title,zh}',
      'titleEn', k.content #>> '{title,en}', 'validFrom', k.valid_from, 'url', '/rules/' || k.code || '/' || k.version`,
    wanted: () => Prisma.sql`true`,
  },
} as const satisfies Partial<Record<ListName, Source>>
