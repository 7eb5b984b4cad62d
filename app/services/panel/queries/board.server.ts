import { lettersOf } from '#app/domain/panel/groups.ts'
import type { ConflictKind } from '#app/domain/panel/policy.ts'
import type { ScoreSheetState, SeatState } from '#app/domain/panel/lifecycle.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { isScored } from '../bidders.server.ts'
import type { Mask } from './mask.server.ts'

/** What a judge has done about a bid; never a score. `elsewhere`: another group judges it. */
export type BoardCell = 'elsewhere' | 'waiting' | 'declared' | 'conflict' | 'draft' | 'submitted'

export type Board = {
  bids: { id: string; code: string; organization: string; plan: number | null; group: string; counted: number }[]
  seats: { id: string; code: string; state: SeatState; isChair: boolean; group: string; cells: BoardCell[] }[]
  /** A, B …; none where the committee is one. */
  groups: string[]
  quorum: number
  /** Every judge has declared and handed in; every bid has its quorum. */
  isComplete: boolean
  /** Codes of bids that can no longer reach the quorum. */
  belowQuorum: string[]
}

const cellOf = (kind: ConflictKind | undefined, sheet: ScoreSheetState | undefined): BoardCell => {
  if (kind === undefined) return 'waiting'
  if (kind !== 'NONE') return 'conflict'
  if (sheet === undefined) return 'declared'
  return sheet === 'SUBMITTED' ? 'submitted' : 'draft'
}

type Row = {
  quorum: number
  groups: number
  /** By the bid: what is declared or pinned, and how far the sheet is. */
  seats: (Pick<Board['seats'][number], 'id' | 'code' | 'state' | 'isChair' | 'group'> & {
    stands: Record<string, ConflictKind>
    sheets: Record<string, ScoreSheetState>
  })[]
  bids: { id: string; organization: string; allotted: string }[]
}

/** How far the panel is: one row per judge, one column per bid. */
export const boardOf = (callId: string, mask: Mask = null): Reading<Board> =>
  reading(
    Prisma.sql`
    SELECT c.quorum, coalesce(p.groups, 1) AS groups, (
      SELECT coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'state', s.state, 'isChair', s.is_chair, 'group', s.panel_group,
        'stands', (SELECT coalesce(json_object_agg(d.bid_id, d.kind), '{}') FROM stated_conflict d WHERE d.seat_id = s.id),
        'sheets', (SELECT coalesce(json_object_agg(h.bid_id, h.state), '{}') FROM score_sheet h WHERE h.seat_id = s.id))), '[]')
      FROM seat s WHERE s.panel_id = p.id) AS seats, (
      SELECT coalesce(json_agg(json_build_object('id', b.id, 'organization', g.name, 'allotted', coalesce(a.panel_group, '')) ORDER BY b.sealed_at, b.id), '[]')
      FROM bid b JOIN organization g ON g.id = b.organization_id LEFT JOIN bid_allotment a ON a.bid_id = b.id AND a.panel_id = p.id
      WHERE b.call_id = c.id AND ${isScored}) AS bids
    FROM call c LEFT JOIN panel p ON p.call_id = c.id WHERE c.id = ${callId}::uuid`,
    ([row]: Row[]) => {
      if (row === undefined) throw new Error(`no call ${callId}`)
      return boardFrom(row, mask)
    },
  )

export const readBoard = (tx: Tx, callId: string, mask: Mask = null): Promise<Board> =>
  readOne(tx, boardOf(callId, mask))

function boardFrom(row: Row, mask: Mask): Board {
  const { quorum, bids } = row
  const groups = lettersOf(row.groups)
  const groupOf = ({ allotted }: (typeof bids)[number]) => (groups.length === 0 ? '' : allotted)
  // Before the lot nobody has a bid; where the committee is one everybody has every bid.
  const judges = (group: string, bid: (typeof bids)[number]) =>
    groups.length === 0 || (group !== '' && group === groupOf(bid))
  const seats = row.seats
    .toSorted((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)))
    .map(({ stands, sheets, ...seat }) => ({
      ...seat,
      cells: bids.map((bid): BoardCell =>
        judges(seat.group, bid) ? cellOf(stands[bid.id], sheets[bid.id]) : 'elsewhere',
      ),
    }))
  const seated = seats.filter(({ state }) => state === 'SEATED')
  const columns = bids.map((bid, index) => {
    const { id, organization } = bid
    const cells = seated.map(({ cells: of }) => of[index]).filter((cell) => cell !== 'elsewhere')
    return {
      id,
      code: mask === null ? `B${index + 1}` : '',
      organization: mask === null ? organization : '',
      plan: mask?.get(id) ?? null,
      group: groupOf(bid),
      counted: cells.filter((cell) => cell === 'submitted').length,
      possible: cells.filter((cell) => cell !== 'conflict').length,
    }
  })
  return {
    bids: columns.map(({ id, code, organization, plan, group, counted }) => ({
      id,
      code,
      organization,
      plan,
      group,
      counted,
    })),
    seats,
    groups,
    quorum,
    isComplete:
      columns.length > 0 &&
      seated.every(({ cells }) =>
        cells.every((cell) => cell !== 'waiting' && cell !== 'declared' && cell !== 'draft'),
      ) &&
      columns.every(({ counted }) => counted >= quorum),
    belowQuorum: columns
      .filter(({ possible, group }) => possible < quorum && (groups.length === 0 || group !== ''))
      .map(({ code, plan }) => (plan === null ? code : String(plan))),
  }
}
