import type { ConflictKind } from '#app/domain/panel/policy.ts'
import type { ScoreSheetState } from '#app/domain/panel/lifecycle.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { scoredStates } from '../bidders.server.ts'

export type PanelBid = {
  id: string
  /** B1, B2 …: in the order in which the bids were sealed. */
  code: string
  organizationId: string
  organization: string
  declared: ConflictKind | null
  sheet: ScoreSheetState | null
}

/** The admitted bids of a call and how one seat stands towards each; nothing of what a bid says. */
export async function readPanelBids(tx: Tx, callId: string, seatId: string): Promise<PanelBid[]> {
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
    },
  })
  return bids.map(({ id, organizationId, organization, pins, conflicts, sheets }, index) => ({
    id,
    code: `B${index + 1}`,
    organizationId,
    organization: organization.name,
    declared: pins[0]?.kind ?? conflicts[0]?.kind ?? null,
    sheet: sheets[0]?.state ?? null,
  }))
}

export const isToScore = ({ declared, sheet }: PanelBid): boolean => declared === 'NONE' && sheet !== 'SUBMITTED'

/** The first bid still to score after this one, else the first of all. */
export function nextToScore(bids: readonly PanelBid[], currentId?: string): string | undefined {
  const here = bids.findIndex(({ id }) => id === currentId)
  const order = [...bids.slice(here + 1), ...bids.slice(0, Math.max(0, here))]
  return order.find(isToScore)?.id
}
