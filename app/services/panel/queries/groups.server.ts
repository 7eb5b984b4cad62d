import { allotBids, type LotBasis } from '#app/domain/panel/allot.ts'
import { type CalibrationColumns, calibrationOf, lettersOf } from '#app/domain/panel/groups.ts'
import type { Prisma } from '#prisma/generated/client.ts'
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

/** What groupsView is made of. */
export const lotsRead = {
  orderBy: { number: 'desc' },
  include: { _count: { select: { allotments: true } } },
} satisfies Prisma.Panel$lotsArgs

/** Groups of a committee and the lots that gave them their bids. Null where the call has one panel and nothing else was published. */
export function groupsView(
  scoring: CalibrationColumns | null,
  panel: { groups: number; lots: Prisma.PanelLotGetPayload<{ include: (typeof lotsRead)['include'] }>[] },
  bids: readonly { id: string; organization: { name: string } }[],
): GroupsView | null {
  const calibration = calibrationOf(scoring)
  if (calibration === null && panel.groups === 1) return null
  const names = new Map(bids.map(({ id, organization }) => [id, organization.name]))
  const views = panel.lots.map(({ number, drawnAt, nonce, basis: stored, _count }): LotView => {
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
