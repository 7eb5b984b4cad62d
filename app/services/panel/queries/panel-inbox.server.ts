import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

export type InboxRow = {
  callId: string
  title: string
  bodyZh: string
  bodyEn: string
  isChair: boolean
  /** What has to happen next, and by whom. */
  next: 'declare' | 'score' | 'close' | 'others' | 'start' | 'recused' | 'closed' | 'ended' | 'sign' | 'discuss'
  bids: number
  conflicts: number
  submitted: number
}
export type InvitationRow = { placeId: string; title: string; bodyZh: string; bodyEn: string; dueAt: string }
/** Panels whose work is not done: whose move is mine, and whose is somebody else's. */
export type OpenPanels = { waiting: InboxRow[]; others: InboxRow[] }
export type Inbox = OpenPanels & { invitations: InvitationRow[]; done: InboxRow[]; nextAfter: string | null }

type Row = Omit<InboxRow, 'next'> & {
  seatId: string
  callState: string
  panelState: string
  seatState: string
  declared: number
  /** Sheets that the whole panel still owes. */
  owed: number
  /** A bid this judge judges is being discussed. */
  discussed: boolean
  /** This member has signed the newest version of the result. */
  signed: boolean
}

const pageSize = 20

/** Every panel this expert sits or sat on: waiting on me, waiting on others, done. */
export async function readPanelInbox(ctx: Context, after: string | undefined): Promise<Inbox> {
  const { expertId } = ctx.actor
  if (expertId === undefined) return { invitations: [], waiting: [], others: [], done: [], nextAfter: null }
  const [invitations, open, closed] = await Promise.all([
    readInvitations(ctx, expertId),
    readOpenPanels(ctx),
    readRows(ctx, expertId, false, after, pageSize + 1),
  ])
  const shown = closed.slice(0, pageSize)
  return {
    invitations,
    ...open,
    done: shown.map(tell),
    nextAfter: closed.length > pageSize ? (shown.at(-1)?.seatId ?? null) : null,
  }
}

export async function readOpenPanels(ctx: Context): Promise<OpenPanels> {
  const { expertId } = ctx.actor
  if (expertId === undefined) return { waiting: [], others: [] }
  const told = (await readRows(ctx, expertId, true, undefined, 200)).map(tell)
  return { waiting: told.filter(isMine), others: told.filter((row) => !isMine(row)) }
}

const isMine = ({ next }: InboxRow) =>
  next === 'declare' || next === 'score' || next === 'close' || next === 'sign' || next === 'discuss'

/** Draws that wait for this expert's answer. */
async function readInvitations(ctx: Context, expertId: string): Promise<InvitationRow[]> {
  const places = await ctx.db.drawPlace.findMany({
    where: { expertId, state: 'CALLED', dueAt: { gte: ctx.now } },
    orderBy: { dueAt: 'asc' },
    take: 50,
    select: {
      id: true,
      dueAt: true,
      draw: { select: { call: { select: { title: true, body: { select: { nameZh: true, nameEn: true } } } } } },
    },
  })
  return places.map(({ id, dueAt, draw: { call } }) => ({
    placeId: id,
    title: call.title,
    bodyZh: call.body.nameZh,
    bodyEn: call.body.nameEn,
    dueAt: dueAt?.toISOString() ?? '',
  }))
}

const readRows = (ctx: Context, expertId: string, isOpen: boolean, after: string | undefined, limit: number) =>
  ctx.db.$queryRaw<Row[]>`
    SELECT s.id AS "seatId", c.id AS "callId", c.title, b.name_zh AS "bodyZh", b.name_en AS "bodyEn",
      s.is_chair AS "isChair", c.state::text AS "callState", p.state::text AS "panelState", s.state::text AS "seatState",
      x.bids, x.declared, x.conflicts, x.submitted, o.owed,
      EXISTS (SELECT 1 FROM discussion e JOIN stated_conflict f ON f.bid_id = e.bid_id AND f.seat_id = s.id AND f.kind = 'NONE'
        WHERE e.panel_id = p.id AND e.panel_group = s.panel_group AND e.closed_at IS NULL) AS discussed,
      EXISTS (SELECT 1 FROM result r JOIN result_signature g ON g.result_id = r.id AND g.seat_id = s.id
        WHERE r.call_id = c.id AND r.signed_at IS NULL AND r.void_reason = '') AS signed
    FROM seat s JOIN panel p ON p.id = s.panel_id JOIN call c ON c.id = p.call_id JOIN body b ON b.id = c.body_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS bids, count(d.kind)::int AS declared,
        (count(*) FILTER (WHERE d.kind <> 'NONE'))::int AS conflicts,
        (count(*) FILTER (WHERE h.state = 'SUBMITTED'))::int AS submitted
      FROM bid i LEFT JOIN stated_conflict d ON d.bid_id = i.id AND d.seat_id = s.id
      LEFT JOIN score_sheet h ON h.bid_id = i.id AND h.seat_id = s.id
      LEFT JOIN bid_allotment l ON l.panel_id = p.id AND l.bid_id = i.id
      WHERE (p.groups = 1 OR l.panel_group = s.panel_group) AND i.call_id = c.id AND i.state IN ('OPENED', 'SCORED', 'AWARDED', 'LOST')) x
    CROSS JOIN LATERAL (
      SELECT owed_sheets(p.id)::int AS owed) o
    WHERE s.expert_id = ${expertId}::uuid
      AND (s.state = 'SEATED' AND (c.state IN ('PUBLISHED', 'OPENED', 'SCORING') OR p.state = 'SIGNING')) = ${isOpen}
      AND (${after ?? null}::uuid IS NULL OR s.id < ${after ?? null}::uuid)
    ORDER BY s.id DESC LIMIT ${atMost(limit)}`

function tell(row: Row): InboxRow {
  const { callState, panelState, seatState, declared, owed, discussed, signed } = row
  const { callId, title, bodyZh, bodyEn, isChair, bids, conflicts, submitted } = row
  const next = (): InboxRow['next'] => {
    if (seatState === 'RECUSED') return 'recused'
    if (callState === 'FAILED' || callState === 'CANCELLED') return 'ended'
    if (panelState === 'CLOSED') return 'closed'
    if (panelState === 'SIGNING') return signed ? 'others' : 'sign'
    if (declared < bids) return 'declare'
    if (panelState === 'FORMING') return 'start'
    if (submitted + conflicts < bids) return 'score'
    if (discussed) return 'discuss'
    return isChair && owed === 0 ? 'close' : 'others'
  }
  return { callId, title, bodyZh, bodyEn, isChair, bids, conflicts, submitted, next: next() }
}
