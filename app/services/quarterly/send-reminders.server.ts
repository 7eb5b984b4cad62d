import { reviewClock } from '#app/domain/milestone/review-clock.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import { addDays, dayOf, type Day, toDay } from '#app/domain/shared/day.ts'
import { addWorkingDays, type WorkingCalendar } from '#app/domain/shared/working-days.ts'
import { readReportRule } from '#app/services/project/queries/report-rule.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { remindAssignments } from './remind-assignments.server.ts'
import { remindStaff } from './remind-staff.server.ts'
import { remindTerms } from './remind-terms.server.ts'
import { remindStanding } from './remind-standing.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }

/** A reminder that a round missed is still sent so many days later, and not after that. */
const graceDays = 3

type Due = { subjectId: string; dueOn: Day }
type Round = { tx: Tx; teller: Teller; today: Day; calendar: WorkingCalendar }

/**
 * Once a day, from eight in the morning: letters before and after due days as the rules' rows say, each once; and what nobody has decided on
 * in time is told to the lead. Answers how many things were told of; nothing where the round was made already.
 */
export const sendReminders = (db: Db, { toldNow }: Options = {}): Promise<number | undefined> =>
  db.$transaction(
    async (tx) => {
      if (toldNow !== undefined)
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
      // Another worker that is at it already is left to it.
      const [due] = await tx.$queryRaw<{ now: Date }[]>`
        SELECT clock() AS now WHERE (clock() AT TIME ZONE 'Asia/Shanghai')::time >= '08:00'
          AND NOT EXISTS (SELECT 1 FROM reminder_round WHERE day = today())
          AND pg_try_advisory_xact_lock(hashtextextended('reminders', 0))`
      if (due === undefined) return undefined
      const teller: Teller = { actor: anonymous, now: due.now, requestId: 'reminders', ip: '' }
      const today = dayOf(due.now)
      const round: Round = { tx, teller, today, calendar: await readCalendar(tx) }
      const letters =
        (await remindMilestones(round)) +
        (await remindQuarters(round)) +
        (await remindReviews(round)) +
        (await remindDocuments(round)) +
        (await remindStaff(tx, teller, (subject, due) => claim(round, subject, due))) +
        (await remindAssignments(tx, teller, today, (subject, due) => claim(round, subject, due))) +
        (await remindTerms(tx, teller, (subject, due) => claim(round, subject, due))) +
        (await remindStanding(tx, teller, today, (subject, due) => claim(round, subject, due)))
      await tx.reminderRound.create({ data: { day: dateOfDay(today), letters } })
      return letters
    },
    { timeout: 120_000, maxWait: 10_000 },
  )

/** The rules' days that have come for a due day and were not told of yet; the last one speaks for those before it. */
async function claim(
  { tx, teller, today, calendar }: Round,
  subject: string,
  { subjectId, dueOn }: Due,
): Promise<boolean> {
  const rules = await tx.reminderRule.findMany({ where: { subject }, orderBy: { days: 'asc' } })
  const come = rules.filter(({ days, inWorkingDays }) => {
    const counted = inWorkingDays ? addWorkingDays(dueOn, days, calendar) : undefined
    // The calendar of that year is not loaded: calendar days are nearer to it than silence.
    const on = counted?.ok === true ? counted.day : addDays(dueOn, days)
    return on <= today && addDays(on, graceDays) >= today
  })
  const last = come.at(-1)
  if (last === undefined) return false
  const key = { subject, subjectId, dueOn: dateOfDay(dueOn), days: last.days }
  if ((await tx.reminderSent.findUnique({ where: { subject_subjectId_dueOn_days: key } })) !== null) return false
  await tx.reminderSent.create({ data: { ...key, sentAt: teller.now } })
  return true
}

const ownersOf = (organizationId: string) => ({ organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] }) as const

async function remindMilestones(round: Round): Promise<number> {
  const { tx, teller, today } = round
  const rows = await tx.milestone.findMany({
    where: {
      state: { in: ['PLANNED', 'RETURNED'] },
      project: { state: 'ACTIVE' },
      dueOn: { gte: dateOfDay(addDays(today, -70)), lte: dateOfDay(addDays(today, 70)) },
    },
    include: { project: true },
    orderBy: { id: 'asc' },
  })
  let told = 0
  for (const { id, title, dueOn: date, project } of rows) {
    const dueOn = toDay(date.toISOString().slice(0, 10))
    if (!(await claim(round, 'MILESTONE', { subjectId: id, dueOn }))) continue
    told += 1
    await tell(tx, teller, ownersOf(project.organizationId), dueOn < today ? 'milestoneLate' : 'milestoneDue', {
      projectTitle: project.title,
      milestoneTitle: title,
      dueOn,
      url: `/ngo/milestones/${id}`,
    })
  }
  return told
}

async function remindQuarters(round: Round): Promise<number> {
  const { tx, teller, today } = round
  const rows = await tx.$queryRaw<
    { projectId: string; title: string; organizationId: string; quarterOn: string; dueOn: string }[]
  >`
    SELECT p.id::text AS "projectId", p.title, p.organization_id::text AS "organizationId", o.quarter_on::text AS "quarterOn", o.due_on::text AS "dueOn"
    FROM project p CROSS JOIN LATERAL quarters_owed(p.id, today()) o LEFT JOIN quarterly_report q ON q.project_id = p.id AND q.quarter_on = o.quarter_on
    WHERE p.state = 'ACTIVE' AND (q.state IS NULL OR q.state IN ('DRAFT', 'WITH_LEAD')) AND o.due_on BETWEEN today() - 70 AND today() + 70 ORDER BY p.id, 4`
  let told = 0
  for (const { projectId, title, organizationId, dueOn: text } of rows) {
    const dueOn = toDay(text)
    if (!(await claim(round, 'QUARTER', { subjectId: projectId, dueOn }))) continue
    told += 1
    await tell(tx, teller, ownersOf(organizationId), dueOn < today ? 'quarterlyLate' : 'quarterlyDue', {
      projectTitle: title,
      dueOn,
      url: `/ngo/projects/${projectId}/quarterly`,
    })
  }
  return told
}

/** The body's own clock: its officers are reminded, and after some days more its approvers and supervisors are told, once. */
async function remindReviews(round: Round): Promise<number> {
  const { tx, teller, today, calendar } = round
  const reports = await tx.report.findMany({
    where: { state: 'SUBMITTED', milestone: { project: { state: 'ACTIVE' } } },
    include: { milestone: { include: { project: true } }, escalations: true },
    orderBy: { id: 'asc' },
  })
  let told = 0
  for (const { id, submittedAt, milestone, escalations } of reports) {
    if (submittedAt === null) continue
    const { project } = milestone
    const from = dayOf(submittedAt)
    const clock = reviewClock(from, await readReportRule(tx, from), calendar)
    // The calendar of that year is not loaded: the administrators are told of that elsewhere.
    if (!clock.ok) continue
    const { organizationName } = await partiesOf(tx, project)
    const values = {
      projectTitle: project.title,
      milestoneTitle: milestone.title,
      organizationName,
      dueOn: clock.dueOn,
      url: `/bureau/milestones/${milestone.id}`,
    }
    const due = { subjectId: id, dueOn: clock.dueOn }
    if (await claim(round, 'REVIEW', due)) {
      told += 1
      await tell(tx, teller, { bodyId: project.bodyId, roles: ['OFFICER'] }, 'reviewDue', values)
    }
    if (today < clock.escalateOn || escalations.some(({ cause }) => cause === 'CLOCK')) continue
    told += 1
    await tx.escalation.create({ data: { reportId: id, cause: 'CLOCK', at: teller.now } })
    await tell(tx, teller, { bodyId: project.bodyId, roles: ['APPROVER', 'SUPERVISOR'] }, 'reportEscalated', values)
  }
  return told
}

/** A certificate that will run out; not where another of its kind counts for longer. */
async function remindDocuments(round: Round): Promise<number> {
  const { tx, teller } = round
  const rows = await tx.$queryRaw<
    { id: string; kind: string; title: string; validUntil: string; organizationId: string; name: string }[]
  >`
    SELECT d.id::text, d.kind::text, d.title, d.valid_until::text AS "validUntil", o.id::text AS "organizationId", o.name
    FROM organization_document d JOIN organization o ON o.id = d.organization_id
    WHERE d.valid_until BETWEEN today() AND today() + 120 AND o.state <> 'ENDED' AND NOT EXISTS (
      SELECT 1 FROM organization_document n WHERE n.organization_id = d.organization_id AND n.kind = d.kind AND n.kind <> 'OTHER'
        AND (n.valid_until IS NULL OR n.valid_until > d.valid_until)) ORDER BY d.id`
  let told = 0
  for (const { id, kind, title, validUntil, organizationId, name } of rows) {
    if (!(await claim(round, 'DOCUMENT', { subjectId: id, dueOn: toDay(validUntil) }))) continue
    told += 1
    await tell(tx, teller, { organizationId, roles: ['OWNER', 'EDITOR'] }, 'documentExpiring', {
      organizationName: name,
      documentKey: `application.documentKind.${kind}`,
      documentTitle: title,
      validUntilOn: validUntil,
      url: `/ngo/organizations/${organizationId}`,
    })
  }
  return told
}
