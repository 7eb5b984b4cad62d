import {
  type AskedAndFound,
  type AskedCondition,
  type BidderFacts,
  explainConditions,
} from '#app/domain/eligibility/call.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Locale } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/**
 * What a call asks of each of these organizations, held against what is known on a day. One statement; nothing where the call asks nothing.
 * Further kinds of conditions add their fact here, their sentence in app/domain/eligibility/call.ts and their line in unmet_conditions.
 */
export async function readConditions(
  db: Pick<Db | Tx, '$queryRaw'>,
  callId: string,
  organizationIds: readonly string[],
  on: Day,
  locale: Locale,
): Promise<Map<string, AskedAndFound[]>> {
  if (organizationIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; field: string; conditions: AskedCondition[]; facts: BidderFacts }[]>`
    SELECT o.id::text, c.field::text, k.conditions, jsonb_build_object('kind', o.kind, 'regionId', o.region_id,
      'within', (SELECT jsonb_agg(x.id) FROM region x WHERE region_within(o.region_id, x.id)), 'fields', to_jsonb(o.fields), 'foundedOn', o.founded_on,
      'rating', (SELECT jsonb_build_object('grade', d.grade, 'since', greatest(d.valid_from, CASE WHEN d.region_id IS NULL OR split_part(i.path, '/', 1) = split_part(p.path, '/', 1) THEN d.valid_from
          ELSE (SELECT min(g.from_on) FROM recognition g LEFT JOIN recognition_end e ON e.recognition_id = g.id AND e.confirmed_at IS NOT NULL WHERE g.what = 'RATING' AND g.confirmed_at IS NOT NULL
            AND g.from_on <= ${on}::date AND ${on}::date < coalesce(least(e.ends_on, g.to_on), 'infinity'::date) AND region_within(d.region_id, g.issuer_region_id) AND region_within(c.region_id, g.accepting_region_id)) END))
        FROM ratings_in_force(o.id, ${on}::date) d LEFT JOIN region i ON i.id = d.region_id
        WHERE is_recognized(d.region_id, c.region_id, 'RATING', ${on}::date) ORDER BY d.grade DESC, d.valid_from LIMIT 1),
      'ratingElsewhere', (SELECT jsonb_build_object('grade', d.grade, 'place', CASE WHEN ${locale} = 'en' THEN i.name_en ELSE i.name_zh END,
          'from', (SELECT min(g.from_on) FROM recognition g WHERE g.what = 'RATING' AND g.confirmed_at IS NOT NULL AND g.from_on > ${on}::date
            AND region_within(d.region_id, g.issuer_region_id) AND region_within(c.region_id, g.accepting_region_id)))
        FROM ratings_in_force(o.id, ${on}::date) d JOIN region i ON i.id = d.region_id
        WHERE NOT is_recognized(d.region_id, c.region_id, 'RATING', ${on}::date) ORDER BY d.grade DESC, d.valid_from LIMIT 1),
      'ratingsOver', (SELECT coalesce(jsonb_agg(jsonb_build_object('grade', d.grade, 'on', least(d.valid_until + 1, v.revoked_on))), '[]') FROM rating_decision d
          LEFT JOIN rating_revocation v ON v.decision_id = d.id AND v.confirmed_at IS NOT NULL
        WHERE d.organization_id = o.id AND d.confirmed_at IS NOT NULL AND least(d.valid_until + 1, v.revoked_on) <= ${on}::date AND is_recognized(d.region_id, c.region_id, 'RATING', ${on}::date)),
      'creditState', credit_state(o.id, ${on}::date),
      'creditSince', (SELECT max(s.from_on) FROM credit_span s WHERE s.organization_id = o.id AND s.from_on <= ${on}::date AND (s.to_on IS NULL OR ${on}::date < s.to_on)),
      'inspection', (SELECT jsonb_build_object('year', l.year, 'conclusion', l.conclusion, 'since', l.since) FROM last_inspection(o.id, ${on}::date) l),
      'missedYear', missed_report_year(o.id, ${on}::date),
      'admittedOn', (SELECT max(a.admitted_on) FROM supplier_admission a WHERE a.organization_id = o.id AND a.body_id = c.body_id AND a.confirmed_at IS NOT NULL AND a.admitted_on <= ${on}::date
        AND NOT EXISTS (SELECT 1 FROM supplier_exit x WHERE x.admission_id = a.id AND x.is_upheld AND x.exit_on <= ${on}::date))) AS facts
    FROM call c JOIN region p ON p.id = c.region_id JOIN organization o ON o.id = ${among(organizationIds)}
      CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('use', q.use, 'kind', q.kind, 'text', q.text, 'grade', q.grade, 'years', q.years, 'form', q.form, 'regionId', q.region_id) ORDER BY q.position) AS conditions
        FROM call_condition q WHERE q.call_id = c.id) k
    WHERE c.id = ${callId}::uuid AND k.conditions IS NOT NULL`
  return new Map(rows.map(({ id, field, conditions, facts }) => [id, explainConditions(conditions, facts, field, on)]))
}
