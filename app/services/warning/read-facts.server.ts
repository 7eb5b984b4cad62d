import type { ProjectFacts } from '#app/domain/warning/find-warnings.ts'
import { satisfiedFrom } from '#app/domain/voice/figures.ts'
import { termDays } from '#app/services/project/queries/payments.server.ts'
import { among } from '#app/services/shared/among.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type FactsOf = { projectId: string; facts: ProjectFacts }

/** Projects looked at in one statement. */
export const atOnce = 200

/**
 * What is known of projects that run, stand still, or still owe money, by id after this one: one statement. `bodyIds`: of these bodies
 * only. Of each kind of document the organization's last one counts.
 */
export const readFacts = (tx: Tx, after: string, bodyIds?: readonly string[]): Promise<FactsOf[]> => tx.$queryRaw<
  FactsOf[]
>`
  SELECT p.id AS "projectId", jsonb_build_object('state', p.state, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
    'amountFen', award_sum(p.award_id)::text, 'paidFen', (SELECT posted_debit::text FROM award_total(p.award_id)),
    'milestones', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'position', m.position, 'title', m.title, 'dueOn', m.due_on,
        'state', m.state, 'hasDraft', EXISTS (SELECT 1 FROM report r WHERE r.milestone_id = m.id AND r.state = 'DRAFT')) ORDER BY m.position), '[]')
      FROM milestone m WHERE m.project_id = p.id AND m.state <> 'ACCEPTED'),
    'payments', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'position', m.position, 'title', m.title,
        'acceptedOn', (a.accepted_at AT TIME ZONE 'Asia/Shanghai')::date, 'termDays', ${termDays}) ORDER BY m.position), '[]')
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN acceptance a ON a.id = t.acceptance_id
      WHERE t.project_id = p.id AND t.state = 'CLAIMABLE'),
    'rating', (SELECT jsonb_build_object('id', r.id, 'grade', r.grade, 'validUntil', r.valid_until) FROM ratings_in_force(p.organization_id, today()) r
      ORDER BY r.grade DESC, r.valid_until DESC LIMIT 1),
    'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'validUntil', d.valid_until) ORDER BY d.id), '[]')
      FROM (SELECT DISTINCT ON (x.kind, x.title) x.* FROM organization_document x WHERE x.organization_id = p.organization_id
        ORDER BY x.kind, x.title, x.valid_until DESC NULLS FIRST) d WHERE d.valid_until IS NOT NULL),
    'evaluations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'dueOn', e.due_on) ORDER BY e.id), '[]')
      FROM evaluation e WHERE e.project_id = p.id AND e.state IN ('COMMISSIONED', 'RETURNED')),
    'observations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'dueOn', v.due_on) ORDER BY v.id), '[]')
      FROM observation v WHERE v.project_id = p.id AND v.state = 'OPEN'),
    'voice', (SELECT jsonb_build_object('n', count(*), 'sum', coalesce(sum(k.score), 0), 'satisfied', count(*) FILTER (WHERE k.score >= ${satisfiedFrom}),
        'told', count(k.knew), 'knew', count(*) FILTER (WHERE k.knew))
      FROM service_session s JOIN service_answer k ON k.session_id = s.id WHERE s.project_id = p.id),
    'staff', (SELECT jsonb_build_object('had', count(m.id), 'left', count(m.id) FILTER (WHERE m.until_on < today()), 'days', r.leave_days, 'min', r.leave_min,
        'percent', r.leave_percent, 'gravePercent', r.leave_grave_percent)
      FROM staff_rule_on(today()) r LEFT JOIN staff_member m ON m.organization_id = p.organization_id AND m.from_on <= today() - r.leave_days
        AND (m.until_on IS NULL OR m.until_on >= today() - r.leave_days)
        -- Whoever took consent back that day has not left for all we know.
        AND (m.anonymized_at IS NULL OR m.until_on <> (m.anonymized_at AT TIME ZONE 'Asia/Shanghai')::date)
      GROUP BY r.leave_days, r.leave_min, r.leave_percent, r.leave_grave_percent)) AS facts
  FROM project p JOIN call c ON c.id = p.call_id
  WHERE p.id > ${after}::uuid AND ${bodyIds === undefined ? Prisma.sql`TRUE` : Prisma.sql`p.body_id = ${among(bodyIds)}`}
    AND (p.state IN ('ACTIVE', 'SUSPENDED') OR EXISTS (SELECT 1 FROM warning w WHERE w.project_id = p.id AND w.ended_at IS NULL)
      OR (p.state = 'TERMINATED' AND EXISTS (SELECT 1 FROM tranche t WHERE t.project_id = p.id AND t.state = 'CLAIMABLE')))
  ORDER BY p.id LIMIT ${atMost(atOnce)}`
