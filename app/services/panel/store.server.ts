import { panelLifecycle, type PanelEvent, scoreSheetLifecycle, seatLifecycle } from '#app/domain/panel/lifecycle.ts'
import type { PanelBidFacts, PanelFacts } from '#app/domain/panel/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Panel, Prisma, ScoreSheet, Seat } from '#prisma/generated/client.ts'

/** The panel of a call, locked until the transaction ends; null when nobody has been seated yet. */
export async function lockPanel(tx: Tx, callId: string): Promise<Panel | null> {
  await tx.$queryRaw`SELECT id FROM panel WHERE call_id = ${callId}::uuid FOR UPDATE`
  return tx.panel.findUnique({ where: { callId } })
}

/** The only writer of a panel's state. */
export async function movePanel(
  tx: Tx,
  panel: Pick<Panel, 'id' | 'state' | 'version'>,
  event: PanelEvent,
  data: Prisma.PanelUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = panelLifecycle.next(panel.state, event)
  if (state === undefined) return refuse('panel.wrong-state')
  const { count } = await tx.panel.updateMany({
    where: { id: panel.id, state: panel.state, version: panel.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

/** The only writer of a seat's state: stepping down. */
export async function recuse(tx: Tx, seat: Pick<Seat, 'id' | 'state' | 'version'>, reason: string): Promise<Outcome> {
  const state = seatLifecycle.next(seat.state, 'recuse')
  if (state === undefined) return refuse('panel.wrong-state')
  const { count } = await tx.seat.updateMany({
    where: { id: seat.id, state: seat.state, version: seat.version },
    data: { reason, state, isChair: false, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

/** The only writer of a sheet's state: handing in, which PostgreSQL allows only when every criterion is scored with a reason. */
export async function submit(tx: Tx, sheet: Pick<ScoreSheet, 'id' | 'state' | 'version'>): Promise<Outcome> {
  const state = scoreSheetLifecycle.next(sheet.state, 'submit')
  if (state === undefined) return refuse('score-sheet.submitted')
  const { count } = await tx.scoreSheet.updateMany({
    where: { id: sheet.id, state: sheet.state, version: sheet.version },
    data: { state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

/** What readPanelFacts asks of a call, for whoever reads more of it in the same statement. */
export const panelFactsSelect = (expertId: string | undefined) =>
  ({
    bodyId: true,
    state: true,
    panel: {
      select: {
        id: true,
        state: true,
        groups: true,
        seats: {
          where: { expertId: expertId ?? nobody },
          select: { id: true, state: true, isChair: true, panelGroup: true },
        },
      },
    },
  }) satisfies Prisma.CallSelect

type PanelRow = Prisma.CallGetPayload<{ select: ReturnType<typeof panelFactsSelect> }>

export const panelFactsOf = ({
  bodyId,
  state,
  panel,
}: PanelRow): PanelFacts & { panelId: string | undefined; groups: number; group: string } => {
  const [seat] = panel?.seats ?? []
  return {
    bodyId,
    callState: state,
    panelId: panel?.id,
    panelState: panel?.state,
    groups: panel?.groups ?? 1,
    group: seat?.panelGroup ?? '',
    seat: seat === undefined ? undefined : { id: seat.id, state: seat.state, isChair: seat.isChair },
  }
}

/** The panel as it stands towards one person; null when there is no such call. */
export async function readPanelFacts(tx: Tx, callId: string, expertId: string | undefined) {
  const call = await tx.call.findUnique({ where: { id: callId }, select: panelFactsSelect(expertId) })
  return call === null ? null : panelFactsOf(call)
}

/** The same, and how this expert stands towards one bid: what decides whether its content is shown at all. */
export async function readPanelBidFacts(tx: Tx, bidId: string, expertId: string | undefined): Promise<BidFacts | null> {
  const bid = await tx.bid.findUnique({
    where: { id: bidId },
    select: { ...towards(expertId), call: { select: { ...panelFactsSelect(expertId), ...howScored } } },
  })
  return bid === null ? null : bidFactsOf(bid.call, bid)
}

/** The same of every bid of a call, by the bid. */
export async function readPanelBidsFacts(
  tx: Tx,
  callId: string,
  expertId: string | undefined,
): Promise<Map<string, BidFacts>> {
  const call = await tx.call.findUnique({
    where: { id: callId },
    select: { ...panelFactsSelect(expertId), ...howScored, bids: { select: towards(expertId) } },
  })
  return new Map(call === null ? [] : call.bids.map((bid) => [bid.id, bidFactsOf(call, bid)]))
}

type BidFacts = PanelBidFacts & { callId: string; panelId: string | undefined }

const howScored = { scoring: { select: { allowsDiscussion: true } } } satisfies Prisma.CallSelect
type CallOfBid = PanelRow & Prisma.CallGetPayload<{ select: typeof howScored }>

function towards(expertId: string | undefined) {
  // Of an earlier round nothing counts: this panel declares and scores anew.
  const mine = { seat: { expertId: expertId ?? nobody, panel: { callId: { not: null } } } }
  return {
    id: true,
    callId: true,
    state: true,
    pins: { where: mine, select: { kind: true } },
    conflicts: { where: mine, select: { kind: true } },
    sheets: { where: mine, select: { state: true, second: { select: { sheetId: true } } } },
    discussions: { where: { panel: { callId: { not: null } } }, select: { closedAt: true } },
    allotments: { where: { panel: { callId: { not: null } } }, select: { panelGroup: true } },
  } satisfies Prisma.BidSelect
}

function bidFactsOf(call: CallOfBid, bid: Prisma.BidGetPayload<{ select: ReturnType<typeof towards> }>): BidFacts {
  const facts = panelFactsOf(call)
  return {
    ...facts,
    callId: bid.callId,
    bidState: bid.state,
    declared: bid.pins[0]?.kind ?? bid.conflicts[0]?.kind,
    isOfGroup: facts.groups === 1 || (facts.group !== '' && bid.allotments[0]?.panelGroup === facts.group),
    sheetState: bid.sheets[0]?.state,
    allowsDiscussion: call.scoring?.allowsDiscussion ?? false,
    discussion:
      bid.discussions.length === 0
        ? undefined
        : bid.discussions.some(({ closedAt }) => closedAt === null)
          ? 'open'
          : 'closed',
    hasSecond: bid.sheets[0]?.second != null,
  }
}

/** The bids that a seat judges: all of the call, or those allotted to its group (SQL: the view judged_bid). */
export const bidsOfSeat = (facts: {
  panelId: string | undefined
  groups: number
  group: string
}): Prisma.BidWhereInput =>
  facts.groups === 1
    ? {}
    : { allotments: { some: { panelId: facts.panelId ?? nobody, panelGroup: facts.group === '' ? '-' : facts.group } } }

/** An id that no row has. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** A seat that still asks for work. */
export const openSeat = {
  state: 'SEATED',
  panel: { state: { not: 'CLOSED' }, call: { state: { in: ['PUBLISHED', 'OPENED', 'SCORING'] } } },
} satisfies Prisma.SeatWhereInput
