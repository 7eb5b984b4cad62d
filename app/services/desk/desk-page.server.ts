import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { readPanelInbox } from '#app/services/panel/queries/panel-inbox.server.ts'
import { type DeskItem as ProjectItem, waitingOn } from '#app/services/project/queries/desk.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type DeskKind =
  | ProjectItem['kind']
  | 'callToFinish'
  | 'questionToAnswer'
  | 'bidToConfirm'
  | 'callToPublish'
  | 'callInReview'
  | 'callReceiving'
  | 'callToConfirm'
  | 'callToConfirmByOther'
  | 'panelToSeat'
  | 'panelBeingSeated'
  | 'panelScoring'
  | 'resultToDecide'
  | 'resultBeingDecided'
  | 'remedyToAnswer'
  | 'remedyAtOther'
  | 'complaintToDecide'
  | 'noticeRunning'
  | 'awardToMake'
  | 'bidToFinish'
  | 'bidToSeal'
  | 'bidSealed'
  | 'bidInReview'
  | 'clarificationToAnswer'
  | 'budgetToAnswer'
  | 'adviceToAnswer'
  | 'partnershipToAnswer'
  | 'panelDeclare'
  | 'panelScore'
  | 'panelClose'
  | 'panelDiscuss'
  | 'panelSign'
  | 'panelStart'
  | 'panelOthers'
  | 'contractAtOther'
  | 'reportInReview'
  | 'paymentComing'
  | 'paymentToCome'
  | 'messagesFailed'
  | 'invitationsOpen'

/** One thing and whose move it is. `id` is what its page is found by; `dueAt` an instant, `dueOn` a day. */
export type DeskItem = {
  kind: DeskKind
  id: string
  title: string
  part: string
  dueAt: string | undefined
  dueOn: string | undefined
  count: number | undefined
}
/** `title`: the call, the project or the thing it was done to. */
export type DoneItem = { type: string; at: string; title: string }
export type Desk = { you: DeskItem[]; others: DeskItem[]; done: DoneItem[]; now: string }

type Row = {
  kind: DeskKind
  mine: boolean
  id: string
  title: string
  part: string
  due_at: Date | null
  count: number | null
}

const shown = 50

const fromRow = (row: Row): DeskItem => ({
  kind: row.kind,
  id: row.id,
  title: row.title,
  part: row.part,
  dueAt: row.due_at?.toISOString(),
  dueOn: undefined,
  count: row.count ?? undefined,
})

/** Everything that waits for this person, everything they wait for, and what they did lately: at most ten statements. */
export async function deskPage(ctx: Context): Promise<Desk> {
  const [calls, bids, remedies, notices, projects, own, panels, administration, done] = await Promise.all([
    readCalls(ctx),
    readBids(ctx),
    readRemedies(ctx),
    readNotices(ctx),
    readProjectsElsewhere(ctx),
    waitingOn(ctx),
    readPanelInbox(ctx, undefined),
    readAdministration(ctx),
    readDone(ctx),
  ])
  const rows = [...calls, ...bids, ...remedies, ...notices, ...projects, ...administration]
  const panelItem = (kind: DeskKind, row: (typeof panels.waiting)[number]): DeskItem => ({
    kind,
    id: row.callId,
    title: row.title,
    part: '',
    dueAt: undefined,
    dueOn: undefined,
    count: Math.max(0, row.bids - row.submitted - row.conflicts),
  })
  const panelKinds: Partial<Record<(typeof panels.waiting)[number]['next'], DeskKind>> = {
    declare: 'panelDeclare',
    score: 'panelScore',
    close: 'panelClose',
    discuss: 'panelDiscuss',
    sign: 'panelSign',
  }
  const you = [
    ...rows.filter(({ mine }) => mine).map(fromRow),
    ...own.map((item) => ({ ...item, dueAt: undefined, dueOn: item.dueOn ?? undefined, count: undefined })),
    ...panels.waiting.map((row) => panelItem(panelKinds[row.next] ?? 'panelScore', row)),
  ]
  const others = [
    ...rows.filter(({ mine }) => !mine).map(fromRow),
    ...panels.others.map((row) => panelItem(row.next === 'start' ? 'panelStart' : 'panelOthers', row)),
  ]
  return { you: inOrder(you), others: inOrder(others), done, now: ctx.now.toISOString() }
}

/** Soonest due first; what has no date comes after. */
const inOrder = (items: DeskItem[]): DeskItem[] =>
  items.toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)) || a.title.localeCompare(b.title)).slice(0, shown)
const dueOf = ({ dueAt, dueOn }: DeskItem) => dueAt ?? dueOn ?? '9999'

/** A body's calls, by who has to move next (app/domain/call/policy.ts and panel/policy.ts say who may). */
async function readCalls({ db, actor, now }: Context): Promise<Row[]> {
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const either = [...new Set([...officer, ...approver])]
  const any = actor.bodies.map(({ bodyId }) => bodyId)
  if (any.length === 0) return []
  return db.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT CASE c.state
          WHEN 'DRAFT' THEN 'callToFinish'
          WHEN 'SUBMITTED' THEN CASE WHEN x.publishes THEN 'callToPublish' ELSE 'callInReview' END
          WHEN 'PUBLISHED' THEN CASE WHEN c.bid_deadline_at > ${now} THEN 'callReceiving'
            WHEN x.contributes THEN 'callToConfirm' ELSE 'callToConfirmByOther' END
          WHEN 'OPENED' THEN CASE WHEN x.approves THEN 'panelToSeat' ELSE 'panelBeingSeated' END
          WHEN 'SCORING' THEN 'panelScoring'
          ELSE CASE WHEN x.approves THEN 'resultToDecide' ELSE 'resultBeingDecided' END END AS kind,
        CASE c.state WHEN 'DRAFT' THEN true WHEN 'SUBMITTED' THEN x.publishes
          WHEN 'PUBLISHED' THEN c.bid_deadline_at <= ${now} AND x.contributes
          WHEN 'SCORING' THEN false ELSE x.approves END AS mine,
        c.id, c.title, '' AS part, CASE WHEN c.state IN ('DRAFT', 'SUBMITTED') OR (c.state = 'PUBLISHED' AND c.bid_deadline_at > ${now}) THEN c.bid_deadline_at END AS due_at,
        NULL::int AS count
      FROM call c CROSS JOIN LATERAL (SELECT
        c.body_id = ANY (${approver}::uuid[]) AS approves,
        c.body_id = ANY (${approver}::uuid[]) AND c.drafted_by_id <> ${actor.accountId}::uuid AND c.submitted_by_id IS DISTINCT FROM ${actor.accountId}::uuid AS publishes,
        EXISTS (SELECT 1 FROM call_share s JOIN opening_key k ON k.id = s.opening_key_id AND k.replaced_at IS NULL
          WHERE s.call_id = c.id AND s.account_id = ${actor.accountId}::uuid)
          AND NOT EXISTS (SELECT 1 FROM opening_confirmation o WHERE o.call_id = c.id AND o.account_id = ${actor.accountId}::uuid) AS contributes) x
      WHERE (c.body_id = ANY (${either}::uuid[]) OR (c.body_id = ANY (${any}::uuid[]) AND c.state = 'PUBLISHED' AND x.contributes)) AND c.state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'OPENED', 'SCORING', 'SCORED')
        AND (c.state <> 'DRAFT' OR (c.drafted_by_id = ${actor.accountId}::uuid AND c.body_id = ANY (${officer}::uuid[])))
      UNION ALL
      SELECT 'questionToAnswer', true, c.id, c.title, '', c.bid_deadline_at, count(*)::int
      FROM call_question k JOIN call c ON c.id = k.call_id
      WHERE c.body_id = ANY (${officer}::uuid[]) AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${now} AND k.answered_at IS NULL
      GROUP BY c.id, c.title, c.bid_deadline_at
    ) q ORDER BY mine DESC, due_at NULLS LAST LIMIT 100`
}

/**
 * An organization's bids, and what it is asked about them (bid, venture and partner policies say who may answer); one that stayed
 * a draft past its deadline waits for nobody. A partnership is found by both its ids.
 */
async function readBids({ db, actor, now }: Context): Promise<Row[]> {
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const writer = organizationsWhere(actor, 'OWNER', 'EDITOR')
  const certifier = organizationsWhere(actor, 'CERTIFIER')
  const binding = organizationsWhere(actor, 'OWNER', 'CERTIFIER')
  if (member.length === 0) return []
  return db.$queryRaw<Row[]>`
    (SELECT CASE b.state WHEN 'DRAFT' THEN CASE WHEN b.organization_id = ANY (${writer}::uuid[]) THEN 'bidToFinish' ELSE 'bidToSeal' END
        WHEN 'SEALED' THEN CASE WHEN x.waits THEN 'bidToConfirm' ELSE 'bidSealed' END ELSE 'bidInReview' END AS kind,
      b.state = 'DRAFT' OR x.waits AS mine, b.id::text AS id, c.title, '' AS part,
      CASE WHEN b.state IN ('DRAFT', 'SEALED') THEN c.bid_deadline_at END AS due_at, NULL::int AS count
    FROM bid b JOIN call c ON c.id = b.call_id CROSS JOIN LATERAL (SELECT
      b.state = 'SEALED' AND b.confirmed_amendment < c.amendment_no AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${now}
        AND b.organization_id = ANY (${certifier}::uuid[]) AS waits) x
    WHERE b.organization_id = ANY (${member}::uuid[]) AND c.state NOT IN ('FAILED', 'CANCELLED')
      AND (b.state IN ('SEALED', 'OPENED', 'SCORED') OR (b.state = 'DRAFT' AND c.bid_deadline_at > ${now}))
    ORDER BY b.created_at DESC LIMIT 100)
    UNION ALL
    SELECT 'clarificationToAnswer', true, b.id::text, c.title, '', k.due_at, NULL
    FROM clarification k JOIN bid b ON b.id = k.bid_id JOIN call c ON c.id = b.call_id
    WHERE b.organization_id = ANY (${member}::uuid[]) AND b.state = 'OPENED' AND c.state NOT IN ('FAILED', 'CANCELLED')
      AND k.answered_at IS NULL AND k.finding IS NULL AND k.due_at > ${now}
    UNION ALL
    SELECT 'budgetToAnswer', true, b.id::text, c.title, '', r.due_at, NULL
    FROM budget_review r JOIN bid b ON b.id = r.bid_id JOIN call c ON c.id = b.call_id
    WHERE b.organization_id = ANY (${binding}::uuid[]) AND b.state = 'OPENED' AND c.state = 'OPENED' AND r.state = 'OFFERED' AND r.due_at > ${now}
    UNION ALL
    SELECT 'adviceToAnswer', true, b.id::text, c.title, '', NULL, NULL
    FROM project_advice a JOIN bid b ON b.id = a.bid_id JOIN call c ON c.id = b.call_id
    WHERE b.organization_id = ANY (${member}::uuid[]) AND c.state IN ('NOTICED', 'AWARDED') AND b.state <> 'LOST'
      AND a.answered_at IS NULL AND a.accepted_at IS NULL
    UNION ALL
    SELECT 'partnershipToAnswer', true, b.id || '/' || p.organization_id, c.title, o.name, c.bid_deadline_at, NULL
    FROM bid_partner p JOIN bid b ON b.id = p.bid_id JOIN organization o ON o.id = b.organization_id JOIN call c ON c.id = b.call_id
    WHERE p.organization_id = ANY (${binding}::uuid[]) AND p.confirmed_at IS NULL AND b.state = 'DRAFT'
      AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${now}`
}

/** Objections and complaints: whoever answers them, soonest due first, and whoever waits for the answer. */
async function readRemedies({ db, actor }: Context): Promise<Row[]> {
  const answering = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  const deciding = bodiesWhere(actor, 'SUPERVISOR')
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  if (actor.accountId === undefined) return []
  return db.$queryRaw<Row[]>`
    SELECT CASE WHEN r.kind = 'COMPLAINT' AND c.body_id = ANY (${deciding}::uuid[]) THEN 'complaintToDecide'
        WHEN r.kind <> 'COMPLAINT' AND c.body_id = ANY (${answering}::uuid[]) THEN 'remedyToAnswer' ELSE 'remedyAtOther' END AS kind,
      CASE WHEN r.kind = 'COMPLAINT' THEN c.body_id = ANY (${deciding}::uuid[]) ELSE c.body_id = ANY (${answering}::uuid[]) END AS mine,
      r.id, c.title, r.subject AS part, (r.answer_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at, NULL::int AS count
    FROM remedy r JOIN call c ON c.id = r.call_id
    WHERE r.state = 'FILED' AND (r.filed_by_id = ${actor.accountId}::uuid OR r.organization_id = ANY (${member}::uuid[])
      OR c.body_id = ANY (${[...answering, ...deciding]}::uuid[]))
    ORDER BY r.answer_due_on NULLS LAST LIMIT 50`
}

/** Notices that stand, and those that are over and wait for the award. */
async function readNotices({ db, actor, now }: Context): Promise<Row[]> {
  const approver = bodiesWhere(actor, 'APPROVER')
  const either = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  if (either.length === 0) return []
  return db.$queryRaw<Row[]>`
    SELECT CASE WHEN n.ends_at > ${now} THEN 'noticeRunning' ELSE 'awardToMake' END AS kind,
      n.ends_at <= ${now} AND c.body_id = ANY (${approver}::uuid[]) AS mine, c.id, c.title, '' AS part,
      CASE WHEN n.ends_at > ${now} THEN n.ends_at END AS due_at, NULL::int AS count
    FROM result_notice n JOIN call c ON c.id = n.call_id
    WHERE n.state = 'OPEN' AND c.body_id = ANY (${either}::uuid[]) ORDER BY n.ends_at LIMIT 50`
}

/** Projects whose next move is somebody else's. */
async function readProjectsElsewhere({ db, actor }: Context): Promise<Row[]> {
  const member = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const officer = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  if (member.length + officer.length === 0) return []
  return db.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT 'contractAtOther' AS kind, false AS mine, p.id, p.title, '' AS part, NULL::timestamptz AS due_at, NULL::int AS count
      FROM project p JOIN contract k ON k.id = p.contract_id
      WHERE p.state = 'PREPARING' AND ((k.state = 'OFFERED' AND p.body_id = ANY (${officer}::uuid[]))
        OR (k.state = 'DRAFT' AND p.organization_id = ANY (${member}::uuid[])))
      UNION ALL
      SELECT 'reportInReview', false, p.id, p.title, m.title, NULL, NULL
      FROM milestone m JOIN project p ON p.id = m.project_id
      WHERE m.state = 'REPORTED' AND p.state = 'ACTIVE' AND p.organization_id = ANY (${member}::uuid[])
      UNION ALL
      SELECT CASE WHEN p.organization_id = ANY (${member}::uuid[]) THEN 'paymentComing' ELSE 'paymentToCome' END, false, p.id, p.title, m.title, NULL, NULL
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      WHERE t.state = 'CLAIMABLE' AND (p.organization_id = ANY (${member}::uuid[]) OR p.body_id = ANY (${officer}::uuid[]))
    ) q LIMIT 100`
}

async function readAdministration({ db, actor, now }: Context): Promise<Row[]> {
  if (!actor.isAdministrator) return []
  const rows = await db.$queryRaw<Row[]>`
    SELECT 'messagesFailed' AS kind, true AS mine, '' AS id, '' AS title, '' AS part, NULL::timestamptz AS due_at,
      (SELECT count(*)::int FROM message WHERE state = 'FAILED') AS count
    UNION ALL
    SELECT 'invitationsOpen', false, '', '', '', NULL,
      (SELECT count(*)::int FROM invitation WHERE accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ${now})`
  return rows.filter(({ count }) => (count ?? 0) > 0)
}

/** What this person did in the last thirty days, as the audit trail has it; coming and going left out. */
async function readDone({ db, actor, now }: Context): Promise<DoneItem[]> {
  if (actor.accountId === undefined) return []
  const rows = await db.$queryRaw<{ type: string; at: Date; title: string | null }[]>`
    SELECT type, at, CASE entity
      WHEN 'call' THEN (SELECT title FROM call WHERE id = entity_id)
      WHEN 'bid' THEN (SELECT c.title FROM bid b JOIN call c ON c.id = b.call_id WHERE b.id = entity_id)
      WHEN 'panel' THEN (SELECT c.title FROM panel p JOIN call c ON c.id = p.call_id WHERE p.id = entity_id)
      WHEN 'score_sheet' THEN (SELECT c.title FROM score_sheet s JOIN bid b ON b.id = s.bid_id JOIN call c ON c.id = b.call_id WHERE s.id = entity_id)
      WHEN 'result' THEN (SELECT c.title FROM result r JOIN call c ON c.id = r.call_id WHERE r.id = entity_id)
      WHEN 'award' THEN (SELECT c.title FROM award a JOIN call c ON c.id = a.call_id WHERE a.id = entity_id)
      WHEN 'contract' THEN (SELECT p.title FROM contract k JOIN project p ON p.award_id = k.award_id WHERE k.id = entity_id)
      WHEN 'project' THEN (SELECT title FROM project WHERE id = entity_id)
      WHEN 'milestone' THEN (SELECT p.title FROM milestone m JOIN project p ON p.id = m.project_id WHERE m.id = entity_id)
      WHEN 'report' THEN (SELECT p.title FROM report r JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id WHERE r.id = entity_id)
      WHEN 'tranche' THEN (SELECT p.title FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.id = entity_id)
      WHEN 'objection' THEN (SELECT p.title FROM objection o JOIN project p ON p.id = o.project_id WHERE o.id = entity_id)
      WHEN 'fund' THEN (SELECT name FROM fund WHERE id = entity_id)
      WHEN 'remedy' THEN (SELECT c.title FROM remedy r JOIN call c ON c.id = r.call_id WHERE r.id = entity_id)
      WHEN 'organization' THEN (SELECT name FROM organization WHERE id = entity_id)
    END AS title FROM audit_event
    WHERE actor_id = ${actor.accountId}::uuid AND at > ${now}::timestamptz - interval '30 days' AND type NOT LIKE 'account.%'
    ORDER BY at DESC, id DESC LIMIT 10`
  return rows.map(({ type, at, title }) => ({ type, at: at.toISOString(), title: title ?? '' }))
}
