import type { RatingFacts } from '#app/domain/rating/eligibility.ts'
import type { RatingRule } from '#app/domain/rating/rule.ts'
import type { Day } from '#app/domain/shared/day.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** What is known of an organization that asks for a grade. One statement; null where there is no such organization. */
export async function readRatingFacts(
  db: Pick<Db | Tx, '$queryRaw'>,
  organizationId: string,
  wantedGrade: number,
  rule: RatingRule,
  today: Day,
): Promise<RatingFacts | null> {
  const [row] = await db.$queryRaw<{ facts: RatingFacts }[]>`
    SELECT jsonb_build_object('foundedOn', o.founded_on, 'wantedGrade', ${wantedGrade}::int,
      'current', (SELECT jsonb_build_object('grade', d.grade, 'validFrom', d.valid_from, 'validUntil', d.valid_until)
        FROM ratings_in_force(o.id, ${today}::date) d ORDER BY d.grade DESC, d.valid_from DESC LIMIT 1),
      'hasHeldStep', rating_was_held(o.id, ${wantedGrade - 1}::int, ${rule.stepYears}::int, ${today}::date),
      'inspections', (SELECT coalesce(jsonb_agg(jsonb_build_object('year', y.year, 'conclusion', y.conclusion) ORDER BY y.year DESC), '[]') FROM (
        SELECT DISTINCT ON (x.year) x.year, x.conclusion FROM (
          SELECT r.year::int, r.conclusion, 1 AS rank FROM annual_report r WHERE r.organization_id = o.id AND r.state = 'CONCLUDED'
          UNION ALL SELECT v.year::int, v.conclusion, 2 FROM credit_event v WHERE v.organization_id = o.id AND v.kind = 'ANNUAL_INSPECTION' AND v.confirmed_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM credit_request q WHERE q.event_id = v.id AND q.kind = 'CORRECTION' AND q.granted)) x
        ORDER BY x.year DESC, x.rank) y),
      'missedYear', missed_report_year(o.id, ${today}::date),
      'creditState', credit_state(o.id, ${today}::date),
      'creditSince', (SELECT max(s.from_on) FROM credit_span s WHERE s.organization_id = o.id AND s.from_on <= ${today}::date AND (s.to_on IS NULL OR ${today}::date < s.to_on)),
      'penalties', (SELECT coalesce(jsonb_agg(v.happened_on ORDER BY v.happened_on DESC), '[]') FROM credit_event v
        WHERE v.organization_id = o.id AND v.confirmed_at IS NOT NULL AND v.kind IN ('WARNING', 'FINE', 'ACTIVITY_SUSPENDED', 'REGISTRATION_REVOKED')
          AND NOT EXISTS (SELECT 1 FROM credit_request q WHERE q.event_id = v.id AND q.kind = 'CORRECTION' AND q.granted)),
      'openCaseOn', (SELECT min(c.happened_on) FROM supervision_record c WHERE c.organization_id = o.id AND c.kind = 'CASE_OPENED'
        AND NOT EXISTS (SELECT 1 FROM supervision_record e WHERE e.case_id = c.id))) AS facts
    FROM organization o WHERE o.id = ${organizationId}::uuid`
  return row?.facts ?? null
}
