import type { ConflictKind } from '#app/domain/panel/policy.ts'
import type { ScoreSheetState } from '#app/domain/panel/lifecycle.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { shuffled } from '#app/domain/panel/blind.ts'
import { isScored } from '../bidders.server.ts'
import { sha256Text } from '../read-findings.server.ts'
import { type Mask, type MaskLots, maskLots, maskOf } from './mask.server.ts'

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

type Row = {
  seed: string
  lots: MaskLots
  bids: {
    id: string
    number: number
    organizationId: string
    organization: string
    declared: ConflictKind | null
    sheet: ScoreSheetState | null
  }[]
}

/**
 * The admitted bids that one seat judges and how it stands towards each; nothing of what a bid says, nor of other groups' bids. With them the
 * numbers of all bids, which are not for the judge.
 */
export async function readSeatBids(tx: Tx, callId: string, seatId: string): Promise<{ bids: PanelBid[]; mask: Mask }> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT t.order_seed AS seed, ${maskLots(callId)} AS lots, (
      SELECT coalesce(json_agg(json_build_object('id', n.id, 'number', n.number, 'organizationId', g.id, 'organization', g.name,
        'declared', d.kind, 'sheet', h.state) ORDER BY n.number), '[]')
      FROM (SELECT b.id, b.organization_id, row_number() OVER (ORDER BY b.sealed_at, b.id) AS number FROM bid b
        WHERE b.call_id = ${callId}::uuid AND ${isScored}) n
      JOIN judged_bid j ON j.bid_id = n.id AND j.seat_id = t.id JOIN organization g ON g.id = n.organization_id
      LEFT JOIN stated_conflict d ON d.seat_id = t.id AND d.bid_id = n.id
      LEFT JOIN score_sheet h ON h.seat_id = t.id AND h.bid_id = n.id) AS bids
    FROM seat t WHERE t.id = ${seatId}::uuid`
  if (row === undefined) throw new Error(`no seat ${seatId}`)
  const mask = maskOf(row.lots)
  const listed = row.bids.map(({ id, number, organizationId, organization, declared, sheet }): PanelBid => {
    // Ties are declared towards names; once declared, a bid is a number.
    const plan = declared === null ? null : (mask?.get(id) ?? null)
    return {
      id,
      code: mask === null ? `B${String(number)}` : '',
      organizationId: plan === null ? organizationId : '',
      organization: plan === null ? organization : '',
      plan,
      declared,
      sheet,
    }
  })
  if (mask === null) return { bids: listed, mask }
  const named = listed.filter(({ plan }) => plan === null)
  const numbered = listed.filter(({ plan }) => plan !== null)
  const inOrder = named.toSorted((one, other) => (one.organization < other.organization ? -1 : 1))
  return { bids: [...inOrder, ...shuffled(numbered, row.seed, sha256Text)], mask }
}

export const readPanelBids = async (tx: Tx, callId: string, seatId: string): Promise<PanelBid[]> =>
  (await readSeatBids(tx, callId, seatId)).bids

export const isToScore = ({ declared, sheet }: PanelBid): boolean => declared === 'NONE' && sheet !== 'SUBMITTED'

/** The first bid still to score after this one, else the first of all. */
export function nextToScore(bids: readonly PanelBid[], currentId?: string): string | undefined {
  const here = bids.findIndex(({ id }) => id === currentId)
  const order = [...bids.slice(here + 1), ...bids.slice(0, Math.max(0, here))]
  return order.find(isToScore)?.id
}
