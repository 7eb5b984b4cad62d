import type { AmendmentChanges } from '#app/domain/amendment/changes.ts'
import { type Invalidated, invalidates } from '#app/domain/amendment/invalidates.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** What signing these changes would invalidate, as things stand now. */
export async function readInvalidated(
  tx: Db | Tx,
  { projectId, contractId, previousSha256 }: { projectId: string; contractId: string; previousSha256: string },
  changes: AmendmentChanges,
): Promise<Invalidated[]> {
  const drafts = await tx.report.findMany({
    where: { state: 'DRAFT', milestone: { projectId } },
    orderBy: { milestone: { position: 'asc' } },
    select: { number: true, milestone: { select: { position: true } } },
  })
  const budget = await tx.amendment.findFirst({
    where: { contractId, kind: 'BUDGET', state: 'SIGNED' },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  return invalidates(changes, {
    previousSha256,
    draftReports: drafts.map(({ number, milestone }) => ({ number, position: milestone.position })),
    budgetsInForce: budget === null ? [] : [budget.number],
  })
}
