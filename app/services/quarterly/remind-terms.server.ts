import { type Day, toDay } from '#app/domain/shared/day.ts'
import type { BodyRole, OrganizationRole } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { type Readers, tell } from '#app/services/shared/tell.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Subjects of reminder_rule that one letter tells of; what each is called is at mail.term. */
export type Term =
  | 'BID'
  | 'BID_CONFIRMATION'
  | 'PARTNERSHIP'
  | 'QUESTION'
  | 'CLARIFICATION'
  | 'BUDGET_REVIEW'
  | 'DRAW'
  | 'FINDING'
  | 'CLAWBACK'
  | 'HANDOVER'
  | 'OBSERVATION'
  | 'EVALUATION'
  | 'EVALUATION_REPLY'
  | 'EVALUATION_FIX'
  | 'REMEDY'
  | 'CREDIT_REQUEST'
  | 'SUPPLIER_EXIT'
  | 'TENANCY_CHECK'
  | 'TENANCY_NOTICE'
  | 'MINUTES'
  | 'DONATION_ACCOUNT'

type Row = {
  subject: Term
  id: string
  title: string
  url: string
  /** The term ends at an instant, or with a day. */
  dueAt: Date | null
  dueOn: string
  organizationId: string | null
  bodyId: string | null
  accountId: string | null
  roles: string[]
}
type Claim = (subject: Term, due: { subjectId: string; dueOn: Day }) => Promise<boolean>

const sql = Prisma.sql
/** Rules look at most so many days ahead. */
const ahead = 12

type Columns = {
  id: Prisma.Sql
  title: Prisma.Sql
  url: Prisma.Sql
  dueAt?: Prisma.Sql
  dueOn?: Prisma.Sql
  organization?: Prisma.Sql
  body?: Prisma.Sql
  account?: Prisma.Sql
  roles?: Prisma.Sql
}
const none = sql`NULL`
function term(subject: Term, columns: Columns, from: Prisma.Sql): Prisma.Sql {
  const { id, title, url, dueAt, dueOn, organization, body, account, roles } = columns
  const day = dueOn ?? sql`(${dueAt ?? none} AT TIME ZONE 'Asia/Shanghai')::date`
  const still = dueAt === undefined ? sql`${day} >= today()` : sql`${dueAt} > clock()`
  return sql`(SELECT ${subject}::text AS subject, (${id})::text AS id, (${title})::text AS title, (${url})::text AS url, (${dueAt ?? none})::timestamptz AS "dueAt",
    (${day})::text AS "dueOn", (${organization ?? none})::text AS "organizationId", (${body ?? none})::text AS "bodyId", (${account ?? none})::text AS "accountId",
    (${roles ?? sql`ARRAY['OWNER', 'CERTIFIER']`})::text[] AS roles FROM ${from} AND ${still} AND ${day} <= today() + ${ahead}::int)`
}

const everybody = sql`ARRAY['OWNER', 'EDITOR', 'CERTIFIER']`
const officers = sql`ARRAY['OFFICER', 'APPROVER']`
const projects = sql`project p`

const terms = (): Prisma.Sql[] => {
  const bid = {
    id: sql`b.id`,
    title: sql`c.title`,
    organization: sql`b.organization_id`,
    dueAt: sql`c.bid_deadline_at`,
  }
  const open = sql`bid b JOIN call c ON c.id = b.call_id WHERE c.state = 'PUBLISHED' AND c.suspended_at IS NULL`
  return [
    term('BID', { ...bid, url: sql`'/ngo/bids/' || b.id`, roles: everybody }, sql`${open} AND b.state = 'DRAFT'`),
    term(
      'BID_CONFIRMATION',
      { ...bid, url: sql`'/ngo/bids/' || b.id`, roles: sql`ARRAY['CERTIFIER']` },
      sql`${open} AND b.state = 'SEALED' AND b.confirmed_amendment < c.amendment_no`,
    ),
    term(
      'PARTNERSHIP',
      {
        ...bid,
        // Each partner is told of their own.
        id: sql`md5(b.id::text || y.organization_id)::uuid`,
        organization: sql`y.organization_id`,
        url: sql`'/ngo/partnerships/' || b.id || '/' || y.organization_id`,
      },
      sql`bid_partner y JOIN bid b ON b.id = y.bid_id JOIN call c ON c.id = b.call_id
        WHERE c.state = 'PUBLISHED' AND c.suspended_at IS NULL AND b.state = 'DRAFT' AND y.confirmed_at IS NULL`,
    ),
    term(
      'QUESTION',
      {
        id: sql`c.id`,
        title: sql`c.title`,
        body: sql`c.body_id`,
        roles: sql`ARRAY['OFFICER']`,
        url: sql`'/bureau/calls/' || c.id || '/questions'`,
        dueAt: sql`c.bid_deadline_at`,
      },
      sql`call c WHERE c.state = 'PUBLISHED' AND c.suspended_at IS NULL AND EXISTS (SELECT 1 FROM call_question k WHERE k.call_id = c.id AND k.answered_at IS NULL)`,
    ),
    term(
      'CLARIFICATION',
      {
        ...bid,
        id: sql`k.id`,
        url: sql`'/ngo/bids/' || b.id || '/clarifications'`,
        dueAt: sql`k.due_at`,
        roles: everybody,
      },
      sql`clarification k JOIN bid b ON b.id = k.bid_id JOIN call c ON c.id = b.call_id
        WHERE b.state = 'OPENED' AND c.state NOT IN ('FAILED', 'CANCELLED') AND k.answered_at IS NULL AND k.finding IS NULL`,
    ),
    term(
      'BUDGET_REVIEW',
      { ...bid, url: sql`'/ngo/bids/' || b.id || '/budget-review'`, dueAt: sql`v.due_at` },
      sql`budget_review v JOIN bid b ON b.id = v.bid_id JOIN call c ON c.id = b.call_id WHERE v.state = 'OFFERED' AND b.state = 'OPENED' AND c.state = 'OPENED'`,
    ),
    term(
      'DRAW',
      {
        id: sql`l.id`,
        title: sql`c.title`,
        url: sql`'/panel/invitations/' || l.id`,
        dueAt: sql`l.due_at`,
        account: sql`e.account_id`,
      },
      sql`draw_place l JOIN panel_draw d ON d.id = l.draw_id JOIN call c ON c.id = d.call_id JOIN expert e ON e.id = l.expert_id WHERE l.state = 'CALLED'`,
    ),
    ...ofProjects(),
    ...ofStanding(),
  ]
}

function ofProjects(): Prisma.Sql[] {
  const project = { title: sql`p.title`, organization: sql`p.organization_id` }
  return [
    term(
      'FINDING',
      {
        ...project,
        id: sql`f.id`,
        url: sql`'/ngo/projects/' || p.id || '/closing'`,
        dueOn: sql`f.answer_due_on`,
        roles: everybody,
      },
      sql`${projects} JOIN audit a ON a.project_id = p.id JOIN audit_finding f ON f.audit_id = a.id WHERE f.state = 'OPEN'`,
    ),
    term(
      'CLAWBACK',
      { ...project, id: sql`w.id`, url: sql`'/ngo/projects/' || p.id || '/clawbacks'`, dueOn: sql`w.due_on` },
      sql`${projects} JOIN clawback w ON w.project_id = p.id WHERE w.state = 'ORDERED'`,
    ),
    term(
      'HANDOVER',
      {
        id: sql`h.id`,
        title: sql`p.title`,
        organization: sql`b.organization_id`,
        url: sql`'/ngo/handovers/' || h.id`,
        dueOn: sql`h.answer_by`,
      },
      sql`${projects} JOIN handover h ON h.project_id = p.id JOIN bid b ON b.id = h.bid_id WHERE h.state = 'ASKED'`,
    ),
    term(
      'OBSERVATION',
      {
        ...project,
        id: sql`v.id`,
        url: sql`'/ngo/projects/' || p.id || '/observations'`,
        dueOn: sql`v.due_on`,
        roles: everybody,
      },
      sql`${projects} JOIN observation v ON v.project_id = p.id WHERE v.state = 'OPEN'`,
    ),
    term(
      'EVALUATION',
      {
        id: sql`s.id`,
        title: sql`p.title`,
        account: sql`s.account_id`,
        url: sql`'/evaluations/' || e.id`,
        dueOn: sql`e.due_on`,
      },
      sql`${projects} JOIN evaluation e ON e.project_id = p.id JOIN evaluation_seat s ON s.evaluation_id = e.id
        WHERE e.state IN ('COMMISSIONED', 'RETURNED') AND s.state IN ('INVITED', 'STANDS')`,
    ),
    term(
      'EVALUATION_REPLY',
      { ...project, id: sql`e.id`, url: sql`'/ngo/evaluations/' || e.id`, dueOn: sql`e.reply_due_on` },
      sql`${projects} JOIN evaluation e ON e.project_id = p.id
        WHERE e.state = 'SUBMITTED' AND NOT EXISTS (SELECT 1 FROM evaluation_reply r WHERE r.evaluation_id = e.id AND r.round = e.round)`,
    ),
    term(
      'EVALUATION_FIX',
      {
        ...project,
        id: sql`e.id`,
        url: sql`'/ngo/evaluations/' || e.id`,
        dueOn: sql`e.fix_due_on`,
        roles: everybody,
      },
      sql`${projects} JOIN evaluation e ON e.project_id = p.id WHERE e.state = 'CONFIRMED' AND NOT e.passes AND e.fixed_at IS NULL AND p.state <> 'TERMINATED'`,
    ),
  ]
}

function ofStanding(): Prisma.Sql[] {
  const incubation = { id: sql`i.id`, title: sql`n.name_zh` }
  const tenancy = sql`incubation i JOIN incubator n ON n.id = i.incubator_id`
  return [
    term(
      'REMEDY',
      {
        id: sql`r.id`,
        title: sql`c.title`,
        body: sql`c.body_id`,
        roles: sql`CASE r.kind WHEN 'COMPLAINT' THEN ARRAY['SUPERVISOR'] ELSE ${officers} END`,
        url: sql`'/remedies/' || r.id`,
        dueOn: sql`r.answer_due_on`,
      },
      sql`remedy r JOIN call c ON c.id = r.call_id WHERE r.state = 'FILED'`,
    ),
    term(
      'CREDIT_REQUEST',
      {
        id: sql`q.id`,
        title: sql`o.name`,
        body: sql`v.body_id`,
        roles: sql`ARRAY['APPROVER']`,
        url: sql`'/bureau/credit'`,
        dueOn: sql`q.due_on`,
      },
      sql`credit_request q JOIN credit_event v ON v.id = q.event_id JOIN organization o ON o.id = v.organization_id WHERE q.decided_at IS NULL`,
    ),
    term(
      'SUPPLIER_EXIT',
      {
        id: sql`x.id`,
        title: sql`b.name_zh`,
        organization: sql`a.organization_id`,
        url: sql`'/ngo/organizations/' || a.organization_id || '/admissions'`,
        dueOn: sql`x.reply_until`,
      },
      sql`supplier_exit x JOIN supplier_admission a ON a.id = x.admission_id JOIN body b ON b.id = a.body_id WHERE x.replied_at IS NULL AND x.decided_at IS NULL`,
    ),
    term(
      'TENANCY_CHECK',
      {
        ...incubation,
        body: sql`n.body_id`,
        roles: officers,
        url: sql`'/bureau/incubations/' || i.id`,
        dueOn: sql`i.check_due_on`,
      },
      sql`${tenancy} WHERE i.state = 'SENT'`,
    ),
    term(
      'TENANCY_NOTICE',
      {
        ...incubation,
        organization: sql`i.organization_id`,
        account: sql`CASE WHEN i.organization_id IS NULL THEN i.account_id END`,
        roles: everybody,
        url: sql`'/incubation/' || i.id`,
        dueOn: sql`i.leave_by_on`,
      },
      sql`${tenancy} WHERE i.state = 'LEAVING' AND i.exit_replied_at IS NULL`,
    ),
    term(
      'MINUTES',
      {
        id: sql`m.id`,
        title: sql`m.title`,
        body: sql`m.body_id`,
        roles: sql`ARRAY['OFFICER']`,
        url: sql`'/bureau/meetings/' || m.id`,
        dueOn: sql`m.minutes_due_on`,
      },
      sql`meeting m WHERE m.state = 'HELD'`,
    ),
    term(
      'DONATION_ACCOUNT',
      {
        id: sql`a.id`,
        title: sql`a.title`,
        body: sql`a.body_id`,
        roles: sql`ARRAY['OFFICER']`,
        url: sql`'/bureau/appeals/' || a.id`,
        dueOn: sql`o.due_on`,
      },
      sql`appeal a CROSS JOIN LATERAL appeal_accounts_owed(a.id, ${ahead}::int) o WHERE a.opened_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM appeal_account g WHERE g.appeal_id = a.id AND g.due_on = o.due_on AND g.is_final = o.is_final)`,
    ),
  ]
}

/** Terms that come near, told to whoever has to keep them; one statement finds them. Answers how many. */
export async function remindTerms(tx: Tx, teller: Teller, claim: Claim): Promise<number> {
  const rows = await tx.$queryRaw<Row[]>`${Prisma.join(terms(), ' UNION ALL ')}`
  let told = 0
  for (const row of rows) {
    if (!(await claim(row.subject, { subjectId: row.id, dueOn: toDay(row.dueOn) }))) continue
    told += 1
    await tellOf(tx, teller, row)
  }
  return told
}

async function tellOf(tx: Tx, teller: Teller, row: Row): Promise<void> {
  const { subject, title, url, dueAt, dueOn, organizationId, bodyId, accountId, roles } = row
  const what = { title, whatKey: `mail.term.${subject}`, url }
  const near = { template: 'termNear', values: { ...what, dueOn } } as const
  const hourNear = { template: 'termHourNear', values: { ...what, dueAt: dueAt?.toISOString() ?? '' } } as const
  const write = (readers: Readers) =>
    dueAt === null
      ? tell(tx, teller, readers, near.template, near.values)
      : tell(tx, teller, readers, hourNear.template, hourNear.values)
  if (organizationId !== null) await write({ organizationId, roles: roles as OrganizationRole[] })
  if (bodyId !== null) await write({ bodyId, roles: roles as BodyRole[] })
  if (accountId === null) return
  const person = await tx.account.findFirst({
    where: { id: accountId, state: 'ACTIVE' },
    select: { email: true, locale: true },
  })
  if (person === null) return
  const to = { to: person.email, locale: person.locale === 'EN' ? 'en' : 'zh-CN' } as const
  await sendLetter(tx, teller, dueAt === null ? { ...to, ...near } : { ...to, ...hourNear })
}
