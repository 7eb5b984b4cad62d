import type { ProcessView } from '#app/domain/open-data/process-view.ts'
import { among } from '#app/services/shared/among.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/**
 * Contracting processes as their public pages show them, by call; a call that is not public is not among them. One statement.
 * What may be read here is what those pages name: every column stands here one by one (public-call, public-result, public-project).
 */
export async function readProcesses(db: Db | Tx, callIds: readonly string[]): Promise<Map<string, ProcessView>> {
  const rows = await db.$queryRaw<{ id: string; view: ProcessView }[]>`
    SELECT c.id, jsonb_build_object('callNo', c.call_no, 'title', c.title, 'summary', c.summary, 'requirement', c.requirement,
      'beneficiaries', c.beneficiaries, 'method', c.method, 'instrument', c.instrument, 'fundingKind', c.funding_kind, 'field', c.field,
      'region', jsonb_build_object('code', g.code, 'name', g.name_zh, 'nameEn', g.name_en),
      'buyer', jsonb_build_object('id', b.id, 'name', b.name_zh, 'nameEn', b.name_en),
      'budgetFen', c.budget_fen::text, 'ceilingFen', c.ceiling_fen::text, 'publishedAt', c.published_at, 'deadlineAt', c.bid_deadline_at,
      'startsOn', c.starts_on, 'endsOn', c.ends_on,
      'need', (SELECT jsonb_build_object('needNo', n.need_no, 'title', n.title) FROM need_call x JOIN need n ON n.id = x.need_id
        WHERE x.call_id = c.id AND n.state NOT IN ('RECEIVED', 'DECLINED') ORDER BY x.linked_at, n.id LIMIT 1),
      'singleSourceNotice', (SELECT jsonb_build_object('path', '/single-source/' || c.id, 'noticedAt', x.noticed_at)
        FROM single_source x WHERE x.call_id = c.id AND x.noticed_at IS NOT NULL),
      'criteria', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', x.title, 'points', trim_scale(x.max_points)::text) ORDER BY x.position), '[]')
        FROM criterion x WHERE x.call_id = c.id),
      'conditions', (SELECT coalesce(jsonb_agg(x.text ORDER BY x.position), '[]') FROM call_condition x WHERE x.call_id = c.id AND x.use = 'REQUIRED' AND x.text <> ''),
      'plan', (SELECT coalesce(jsonb_agg(jsonb_build_object('position', x.position, 'title', x.title, 'deliverable', x.deliverable, 'dueOn', x.due_on)
        ORDER BY x.position), '[]') FROM call_milestone x WHERE x.call_id = c.id),
      'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('fileId', x.file_id, 'title', x.title, 'mediaType', f.media_type) ORDER BY x.position), '[]')
        FROM call_document x JOIN file f ON f.id = x.file_id WHERE x.call_id = c.id),
      'amendments', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', x.number, 'at', x.published_at, 'reason', x.reason, 'changes', x.changes)
        ORDER BY x.number), '[]') FROM call_amendment x WHERE x.call_id = c.id AND x.published_at IS NOT NULL),
      'end', CASE WHEN c.state IN ('FAILED', 'CANCELLED') THEN jsonb_build_object('at', c.concluded_at, 'isCancelled', c.state = 'CANCELLED', 'reason', c.state_reason) END,
      'retenderOf', (SELECT x.call_no FROM public_call x WHERE x.id = c.retender_of_id),
      'results', (SELECT coalesce(jsonb_agg(jsonb_build_object('publishedAt', r.published_at,
          'opened', (SELECT count(*) FROM bid x WHERE x.call_id = c.id AND x.opened_at IS NOT NULL),
          'bids', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'organizationId', d.organization_id, 'rank', s.rank,
              'priceFen', coalesce(r.record ->> 'agreedFen', (SELECT y ->> 'priceFen' FROM jsonb_array_elements(r.record -> 'bids') y
                WHERE y ->> 'id' = d.id::text))) ORDER BY s.rank NULLS LAST, d.id), '[]')
            FROM bid_result s JOIN bid d ON d.id = s.bid_id WHERE s.result_id = r.id)) ORDER BY r.published_at, r.id), '[]')
        FROM result r WHERE (r.call_id = c.id OR r.former_call_id = c.id) AND r.published_at IS NOT NULL),
      'notices', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'noticedAt', n.noticed_at, 'closedAt', n.closed_at,
          'isWithdrawn', n.state = 'WITHDRAWN', 'reasons', n.reasons,
          'awards', (SELECT coalesce(jsonb_agg(jsonb_build_object('bidId', d.id, 'organizationId', d.organization_id, 'amountFen', na.amount_fen::text,
              'made', CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('at', w.decided_at, 'revokedAt', w.revoked_at,
                'contract', jsonb_build_object('contractNo', k.contract_no, 'projectNo', p.project_no, 'title', p.title, 'amountFen', p.amount_fen::text,
                  'startsOn', p.starts_on, 'endsOn', p.ends_on, 'signedAt', k.signed_at, 'endedAt', p.ended_at,
                  'amendments', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', x.number, 'at', x.settled_at, 'reason', x.reason,
                      'addedFen', coalesce(y.amount_fen, 0)::text) ORDER BY x.number), '[]')
                    FROM amendment x LEFT JOIN award_supplement y ON y.amendment_id = x.id WHERE x.contract_id = k.id AND x.state = 'SIGNED'),
                  'milestones', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'deliverable', m.deliverable, 'dueOn', m.due_on,
                      'isNotMet', m.state IN ('REJECTED', 'CANCELLED'), 'accepted', CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('at', a.accepted_at,
                        'isPartial', EXISTS (SELECT 1 FROM tranche_split y WHERE y.acceptance_id = a.id)) END) ORDER BY m.position), '[]')
                    FROM milestone m LEFT JOIN acceptance a ON a.milestone_id = m.id WHERE m.project_id = p.id),
                  'payments', (SELECT coalesce(jsonb_agg(y.payment ORDER BY y.known_at, y.entry_id), '[]') FROM (
                    SELECT t.released_at AS known_at, t.release_entry_id AS entry_id, jsonb_build_object('entryId', t.release_entry_id, 'knownAt', t.released_at,
                      'at', t.released_at, 'milestoneId', t.milestone_id, 'amountFen', moved_fen(t.release_entry_id)::text) AS payment
                    FROM tranche t WHERE t.project_id = p.id AND t.release_entry_id IS NOT NULL
                    UNION ALL
                    SELECT x.made_at, x.entry_id, jsonb_build_object('entryId', x.entry_id, 'knownAt', x.made_at, 'at', x.received_on::timestamp AT TIME ZONE 'Asia/Shanghai',
                      'milestoneId', NULL, 'amountFen', (-moved_fen(x.entry_id))::text)
                    FROM clawback v JOIN clawback_settlement x ON x.clawback_id = v.id WHERE v.project_id = p.id AND x.kind = 'REPAID') y))) END)
                ORDER BY d.id), '[]')
            FROM noticed_award na JOIN bid d ON d.id = na.bid_id LEFT JOIN award w ON w.notice_id = n.id AND w.bid_id = na.bid_id
              LEFT JOIN project p ON p.award_id = w.id LEFT JOIN contract k ON k.id = p.contract_id WHERE na.notice_id = n.id)) ORDER BY n.number), '[]')
        FROM result_notice n WHERE n.call_id = c.id AND n.noticed_at IS NOT NULL AND n.state <> 'PROPOSED'),
      'organizations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'nameEn', o.name_en, 'creditCode', o.credit_code)
        ORDER BY o.name, o.id), '[]') FROM organization o WHERE o.id IN (
          SELECT d.organization_id FROM bid d JOIN bid_result s ON s.bid_id = d.id JOIN result r ON r.id = s.result_id
            WHERE d.call_id = c.id AND r.published_at IS NOT NULL
          UNION SELECT d.organization_id FROM bid d JOIN noticed_award na ON na.bid_id = d.id JOIN result_notice n ON n.id = na.notice_id
            WHERE d.call_id = c.id AND n.noticed_at IS NOT NULL))) AS view
    FROM public_call q JOIN call c ON c.id = q.id JOIN body b ON b.id = c.body_id JOIN region g ON g.id = c.region_id WHERE c.id = ${among(callIds)}`
  return new Map(rows.map(({ id, view }) => [id, view]))
}
