import { lettersOf } from '#app/domain/panel/groups.ts'
import type { ConflictKind } from '#app/domain/panel/policy.ts'
import type { ScoreSheetState, SeatState } from '#app/domain/panel/lifecycle.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { scoredStates } from '../bidders.server.ts'

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

/** How far the panel is: one row per judge, one column per bid. */
export async function readBoard(tx: Tx, callId: string, mask: Map<string, number> | null = null): Promise<Board> {
  const [call, bids] = await Promise.all([
    tx.call.findUniqueOrThrow({
      where: { id: callId },
      select: {
        quorum: true,
        panel: {
          select: {
            id: true,
            groups: true,
            seats: {
              select: {
                id: true,
                panelGroup: true,
                code: true,
                state: true,
                isChair: true,
                pins: { select: { bidId: true, kind: true } },
                conflicts: { select: { bidId: true, kind: true } },
                sheets: { select: { bidId: true, state: true } },
              },
            },
          },
        },
      },
    }),
    tx.bid.findMany({
      where: { callId, state: { in: [...scoredStates] } },
      orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        organization: { select: { name: true } },
        allotments: { where: { panel: { callId } }, select: { panelGroup: true } },
      },
    }),
  ])
  const groups = lettersOf(call.panel?.groups ?? 1)
  const groupOf = ({ allotments: [own] }: (typeof bids)[number]) => (groups.length === 0 ? '' : (own?.panelGroup ?? ''))
  // Before the lot nobody has a bid; where the committee is one everybody has every bid.
  const judges = (group: string, bid: (typeof bids)[number]) =>
    groups.length === 0 || (group !== '' && group === groupOf(bid))
  const seats = (call.panel?.seats ?? [])
    .toSorted((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)))
    .map(({ pins, conflicts, sheets, panelGroup, ...seat }) => ({
      ...seat,
      group: panelGroup,
      cells: bids.map((bid): BoardCell =>
        judges(panelGroup, bid)
          ? cellOf(
              [...pins, ...conflicts].find(({ bidId }) => bidId === bid.id)?.kind,
              sheets.find(({ bidId }) => bidId === bid.id)?.state,
            )
          : 'elsewhere',
      ),
    }))
  const seated = seats.filter(({ state }) => state === 'SEATED')
  const columns = bids.map((bid, index) => {
    const { id, organization } = bid
    const cells = seated.map(({ cells: row }) => row[index]).filter((cell) => cell !== 'elsewhere')
    return {
      id,
      code: mask === null ? `B${index + 1}` : '',
      organization: mask === null ? organization.name : '',
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
    quorum: call.quorum,
    isComplete:
      columns.length > 0 &&
      seated.every(({ cells }) =>
        cells.every((cell) => cell !== 'waiting' && cell !== 'declared' && cell !== 'draft'),
      ) &&
      columns.every(({ counted }) => counted >= call.quorum),
    belowQuorum: columns
      .filter(({ possible, group }) => possible < call.quorum && (groups.length === 0 || group !== ''))
      .map(({ code, plan }) => (plan === null ? code : String(plan))),
  }
}
