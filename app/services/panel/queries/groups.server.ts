import { allotBids, type LotBasis } from '#app/domain/panel/allot.ts'
import { calibrationOf, lettersOf } from '#app/domain/panel/groups.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sha256Text } from '../read-findings.server.ts'

export type LotView = {
  number: number
  drawnAt: string
  nonce: string
  seed: string
  /** The groups in force come from this lot. */
  isInForce: boolean
  bids: { name: string; group: string; ties: number; lot: string }[]
}
export type GroupsView = {
  count: number
  letters: string[]
  /** The call published how groups are made comparable. */
  isPublished: boolean
  hasLot: boolean
  /** Every lot that was drawn, newest first: whoever holds this list can repeat each. */
  lots: LotView[]
}

/** Groups of a committee and the lots that gave them their bids. Null where the call has one panel and nothing else was published. */
export async function readGroups(
  ctx: Context,
  callId: string,
  panel: { id: string; groups: number },
): Promise<GroupsView | null> {
  const calibration = calibrationOf(await ctx.db.callScoring.findUnique({ where: { callId } }))
  if (calibration === null && panel.groups === 1) return null
  const [lots, bids] = await Promise.all([
    ctx.db.panelLot.findMany({
      where: { panelId: panel.id },
      orderBy: { number: 'desc' },
      include: { _count: { select: { allotments: true } } },
    }),
    ctx.db.bid.findMany({ where: { callId }, select: { id: true, organization: { select: { name: true } } } }),
  ])
  const names = new Map(bids.map(({ id, organization }) => [id, organization.name]))
  const views = lots.map(({ number, drawnAt, nonce, basis: stored, _count }): LotView => {
    const basis = stored as unknown as LotBasis
    const { seed, bids: allotted } = allotBids(basis, nonce, sha256Text)
    return {
      number,
      nonce,
      seed,
      drawnAt: drawnAt.toISOString(),
      isInForce: _count.allotments > 0,
      bids: allotted.map(({ bidId, lot, group }) => ({
        name: names.get(bidId) ?? '',
        group,
        lot,
        ties: basis.ties[bidId]?.[group] ?? 0,
      })),
    }
  })
  return {
    count: panel.groups,
    letters: lettersOf(panel.groups),
    isPublished: calibration !== null,
    hasLot: views.some(({ isInForce }) => isInForce),
    lots: views,
  }
}
