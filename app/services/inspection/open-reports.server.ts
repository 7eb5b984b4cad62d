import type { Db } from '#app/services/shared/db.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests, demonstration). */
type Options = { toldNow?: Date }

/**
 * Opens the report on last year for every registered organization of a registry's place, between the day it opens and the day it is due
 * by the rule of its kind; answers how many. Nothing is opened late: who would be late at once is not.
 */
export const openReports = (db: Db, { toldNow }: Options = {}): Promise<number> =>
  db.$transaction(
    async (tx) => {
      if (toldNow !== undefined)
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
      return tx.$executeRaw`
        INSERT INTO annual_report (organization_id, body_id, year, due_on, known, content)
        SELECT k.id, k.body_id, k.year, k.due_on, k.known, jsonb_build_object('activities', k.activities, 'incomeFen', k.known->>'receivedFen', 'staff', k.known->'people')
        FROM (
          SELECT o.id, registry_of(o.id) AS body_id, y.year, make_date(y.year + 1, r.due_month, r.due_day) AS due_on,
            (SELECT coalesce(string_agg(p.project_no || ' ' || p.title, E'\n' ORDER BY p.project_no), '') FROM project p JOIN award w ON w.id = p.award_id
              WHERE p.organization_id = o.id AND w.revoked_at IS NULL AND p.starts_on <= make_date(y.year, 12, 31) AND p.ends_on >= make_date(y.year, 1, 1)) AS activities,
            jsonb_build_object('name', o.name, 'creditCode', o.credit_code, 'foundedOn', o.founded_on, 'legalRepresentative', o.legal_representative, 'address', o.address,
              'people', (SELECT count(DISTINCT m.account_id) FROM organization_membership m WHERE m.organization_id = o.id),
              'grade', rating_on(o.id, make_date(y.year, 12, 31)), 'creditState', credit_state(o.id, make_date(y.year, 12, 31)),
              'projects', (SELECT coalesce(jsonb_agg(jsonb_build_object('no', p.project_no, 'title', p.title, 'bodyName', b.name_zh) ORDER BY p.project_no), '[]')
                FROM project p JOIN award w ON w.id = p.award_id JOIN body b ON b.id = p.body_id WHERE p.organization_id = o.id AND w.revoked_at IS NULL
                  AND p.starts_on <= make_date(y.year, 12, 31) AND p.ends_on >= make_date(y.year, 1, 1)),
              'receivedFen', (SELECT coalesce(-sum(l.amount), 0)::text FROM ledger_account a JOIN ledger_posting l ON l.account_id = a.id JOIN ledger_entry e ON e.id = l.entry_id
                WHERE split_part(a.code, ':', 1) = 'org' AND split_part(a.code, ':', 2) = o.id::text AND e.phase IN ('posted', 'settle')
                  AND e.effective_on BETWEEN make_date(y.year, 1, 1) AND make_date(y.year, 12, 31))) AS known
          FROM organization o CROSS JOIN (SELECT extract(year FROM today())::int - 1 AS year) y
            JOIN LATERAL (SELECT * FROM annual_report_rule x WHERE x.kind = o.kind AND x.valid_from <= make_date(y.year, 12, 31) ORDER BY x.valid_from DESC LIMIT 1) r ON true
          WHERE o.state = 'ACTIVE' AND coalesce(o.founded_on <= make_date(y.year, 12, 31), true)
            AND today() BETWEEN make_date(y.year + 1, r.opens_month, r.opens_day) AND make_date(y.year + 1, r.due_month, r.due_day)
            AND NOT EXISTS (SELECT 1 FROM annual_report a WHERE a.organization_id = o.id AND a.year = y.year)) k
        WHERE k.body_id IS NOT NULL
        ON CONFLICT DO NOTHING`
    },
    { timeout: 120_000, maxWait: 10_000 },
  )
