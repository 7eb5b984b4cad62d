import { type Day, toDay } from '#app/domain/shared/day.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'

type Claim = (subject: 'RATING' | 'ANNUAL_REPORT', due: { subjectId: string; dueOn: Day }) => Promise<boolean>

/** Ratings that end, and yearly reports that fall due or are late: told to the organization as the rules' rows say. Answers how many. */
export async function remindStanding(tx: Tx, teller: Teller, today: Day, claim: Claim): Promise<number> {
  let told = 0
  const ratings = await tx.$queryRaw<{ id: string; organizationId: string; grade: number; dueOn: string }[]>`
    SELECT d.id::text, d.organization_id::text AS "organizationId", d.grade, d.valid_until::text AS "dueOn" FROM rating_decision d
    WHERE d.confirmed_at IS NOT NULL AND d.valid_until BETWEEN ${today}::date AND ${today}::date + 130
      AND EXISTS (SELECT 1 FROM ratings_in_force(d.organization_id, ${today}::date) f WHERE f.id = d.id) ORDER BY d.id`
  for (const { id, organizationId, grade, dueOn } of ratings) {
    if (!(await claim('RATING', { subjectId: id, dueOn: toDay(dueOn) }))) continue
    told += 1
    await tell(tx, teller, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'ratingExpiring', {
      gradeText: `${grade}A`,
      dueOn,
      url: `/ngo/organizations/${organizationId}/rating`,
    })
  }
  const reports = await tx.$queryRaw<{ id: string; organizationId: string; year: number; dueOn: string }[]>`
    SELECT r.id::text, r.organization_id::text AS "organizationId", r.year::int AS year, r.due_on::text AS "dueOn" FROM annual_report r
    WHERE r.state IN ('OPEN', 'RETURNED') AND r.due_on BETWEEN ${today}::date - 70 AND ${today}::date + 130 ORDER BY r.id`
  for (const { id, organizationId, year, dueOn } of reports) {
    if (!(await claim('ANNUAL_REPORT', { subjectId: id, dueOn: toDay(dueOn) }))) continue
    told += 1
    await tell(
      tx,
      teller,
      { organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      dueOn < today ? 'annualReportLate' : 'annualReportDue',
      { yearText: String(year), dueOn, url: `/ngo/annual-reports/${id}` },
    )
  }
  return told
}
