import { type ResultFlag, viewResult } from '#app/domain/award/result-view.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { severityOf } from '#app/domain/scoring/severity.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import type { PlanName } from './mask.server.ts'
import { computeRecord, readFindings } from '../read-findings.server.ts'
import type { PanelBid } from './panel-bids.server.ts'

export type ChairBoard = {
  alpha: string | null
  pairs: number
  flags: ResultFlag[]
  /** Judges who lean, by code: points above or below the others on the same bids. */
  leanings: { code: string; points: string }[]
  /** A shadow order with the leanings taken out; never the official one. */
  shadow: { name: string; total: string; adjusted: string }[]
}

/**
 * What the chair looks at once every sheet is in and before the scores are frozen: agreement, split bids, outliers, leanings.
 * Computed without the bids the chair is in conflict with or that another group judges, so that nothing of them shows through.
 */
export async function readChairBoard(
  db: Db,
  { call, panelId, bids, planName }: { call: Call; panelId: string; bids: readonly PanelBid[]; planName: PlanName },
): Promise<ChairBoard | null> {
  const names = new Map(
    bids
      .filter(({ declared }) => declared === 'NONE')
      .map(({ id, organization, plan, organizationId }) => [
        id,
        { organizationId, name: plan === null ? organization : planName(plan) },
      ]),
  )
  const found = await readFindings(db, call, panelId)
  // Groups are compared over all their bids, which the chair does not see.
  const rules = { ...found.rules, calibration: null }
  const shown = { ...found, rules, bids: found.bids.filter(({ id }) => names.has(id)) }
  // An agreed value may still be missing, or the chair may be in conflict with every bid: then there is nothing to compute.
  if (!readDecisionRecord(shown).ok) return null
  const record = computeRecord(shown)
  const view = viewResult(record, names)
  const totals = record.results.bids.flatMap(({ id, judgeTotals }) =>
    Object.entries(judgeTotals).map(([judge, total]) => ({ bid: id, judge, total: Number(total) })),
  )
  const { judges, bids: shadow } = severityOf(totals)
  const panelScores = new Map(record.results.bids.map(({ id, panelScore }) => [id, panelScore]))
  return {
    alpha: view.reliability.alpha,
    pairs: view.reliability.pairs,
    flags: view.flags,
    leanings: [...judges].map(([code, points]) => ({ code, points: `${points > 0 ? '+' : ''}${points.toFixed(2)}` })),
    shadow: shadow.map(({ id, adjusted }) => ({
      name: names.get(id)?.name ?? '',
      total: panelScores.get(id) ?? '',
      adjusted: adjusted.toFixed(2),
    })),
  }
}
