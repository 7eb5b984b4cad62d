import { type Day, toDay } from '#app/domain/shared/day.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'

type Claim = (subject: string, due: { subjectId: string; dueOn: Day }) => Promise<boolean>
type Row = { id: string; title: string; officeId: string; bodyIds: string[]; dueOn: string }

/** Tasks that fall due or are late, and leads' quarterly reports: told to who works on them, and what is late to the office, too. */
export async function remindAssignments(tx: Tx, teller: Teller, today: Day, claim: Claim): Promise<number> {
  const tasks = await tx.$queryRaw<Row[]>`
    SELECT a.id::text, a.title, a.body_id::text AS "officeId", a.due_on::text AS "dueOn",
      ARRAY(SELECT a.lead_id::text UNION SELECT c.body_id::text FROM assignment_co c WHERE c.assignment_id = a.id) AS "bodyIds"
    FROM assignment a WHERE a.state = 'ISSUED' AND a.due_on BETWEEN ${today}::date - 70 AND ${today}::date + 70 ORDER BY a.id`
  const reports = await tx.$queryRaw<Row[]>`
    SELECT a.id::text, a.title, a.body_id::text AS "officeId", o.due_on::text AS "dueOn", ARRAY[a.lead_id::text] AS "bodyIds"
    FROM assignment a CROSS JOIN LATERAL assignment_quarters_owed(a.id, ${today}::date) o LEFT JOIN assignment_report r ON r.assignment_id = a.id AND r.quarter_on = o.quarter_on
    WHERE a.state = 'ISSUED' AND (r.state IS NULL OR r.state IN ('DRAFT', 'WITH_LEAD')) AND o.due_on BETWEEN ${today}::date - 70 AND ${today}::date + 70 ORDER BY a.id, o.due_on`
  let told = 0
  const remind = async (rows: readonly Row[], subject: string, due: 'assignmentDue' | 'assignmentReportDue') => {
    const late = due === 'assignmentDue' ? 'assignmentLate' : 'assignmentReportLate'
    for (const { id, title, officeId, bodyIds, dueOn } of rows) {
      if (!(await claim(subject, { subjectId: id, dueOn: toDay(dueOn) }))) continue
      told += 1
      const isLate = dueOn < today
      for (const bodyId of new Set(isLate ? [...bodyIds, officeId] : bodyIds))
        await tell(tx, teller, { bodyId, roles: ['OFFICER'] }, isLate ? late : due, {
          assignmentTitle: title,
          dueOn,
          url: `/bureau/responsibilities/${id}`,
        })
    }
  }
  await remind(tasks, 'ASSIGNMENT', 'assignmentDue')
  await remind(reports, 'ASSIGNMENT_REPORT', 'assignmentReportDue')
  return told
}
