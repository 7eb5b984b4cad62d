import type { ConflictKind } from '#app/domain/panel/policy.ts'
import type { ScoreSheetState } from '#app/domain/panel/lifecycle.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { shuffled } from '#app/domain/panel/blind.ts'
import { scoredStates } from '../bidders.server.ts'
import { sha256Text } from '../read-findings.server.ts'
import { readMask } from './mask.server.ts'

export type PanelBid = {
  id: string
  /** B1, B2 …: in the order in which the bids were sealed. */
  code: string
  /** Both empty while the panel does not see who bids and this judge has declared. */
  organizationId: string
  organization: string
  /** What the bid goes by then. */
  plan: number | null
  declared: ConflictKind | null
  sheet: ScoreSheetState | null
}

/** The admitted bids that one seat judges and how it stands towards each; nothing of what a bid says, nor of other groups' bids. */
export async function readPanelBids(tx: Tx, callId: string, seatId: string): Promise<PanelBid[]> {
  const [mask, seat] = await Promise.all([
    readMask(tx, callId),
    tx.seat.findUniqueOrThrow({
      where: { id: seatId },
      select: { orderSeed: true, panelGroup: true, panelId: true, panel: { select: { groups: true } } },
    }),
  ])
  const { groups } = seat.panel
  const bids = await tx.bid.findMany({
    where: { callId, state: { in: [...scoredStates] } },
    orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      organizationId: true,
      organization: { select: { name: true } },
      pins: { where: { seatId }, select: { kind: true } },
      conflicts: { where: { seatId }, select: { kind: true } },
      sheets: { where: { seatId }, select: { state: true } },
      allotments: { where: { panelId: seat.panelId }, select: { panelGroup: true } },
    },
  })
  const listed = bids.flatMap((bid, index): PanelBid[] => {
    const { id, organizationId, organization, pins, conflicts, sheets } = bid
    if (groups > 1 && bid.allotments[0]?.panelGroup !== (seat.panelGroup || undefined)) return []
    const declared = pins[0]?.kind ?? conflicts[0]?.kind ?? null
    // Ties are declared towards names; once declared, a bid is a number.
    const plan = declared === null ? null : (mask?.get(id) ?? null)
    return [
      {
        id,
        code: mask === null ? `B${index + 1}` : '',
        organizationId: plan === null ? organizationId : '',
        organization: plan === null ? organization.name : '',
        plan,
        declared,
        sheet: sheets[0]?.state ?? null,
      },
    ]
  })
  if (mask === null) return listed
  const named = listed.filter(({ plan }) => plan === null)
  const numbered = listed.filter(({ plan }) => plan !== null)
  return [
    ...named.toSorted((a, b) => (a.organization < b.organization ? -1 : 1)),
    ...shuffled(numbered, seat.orderSeed, sha256Text),
  ]
}

export const isToScore = ({ declared, sheet }: PanelBid): boolean => declared === 'NONE' && sheet !== 'SUBMITTED'

/** The first bid still to score after this one, else the first of all. */
export function nextToScore(bids: readonly PanelBid[], currentId?: string): string | undefined {
  const here = bids.findIndex(({ id }) => id === currentId)
  const order = [...bids.slice(here + 1), ...bids.slice(0, Math.max(0, here))]
  return order.find(isToScore)?.id
}
