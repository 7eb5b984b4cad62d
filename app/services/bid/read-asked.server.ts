import type { MatchingRule } from '#app/domain/cofunding/matching.ts'
import type { CostRule } from '#app/domain/bid/cost-caps.ts'
import type { Asked } from '#app/domain/bid/ready.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readFormItems } from '#app/services/call/read-form.server.ts'
import { readPartners } from './read-partners.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** What a call asks of its bids; of one bid, with those it names. */
export async function readAsked(tx: Tx, callId: string, bidId?: string): Promise<Asked> {
  const { ceilingFen, criteria, requiredDocuments, bidDeadlineAt } = await tx.call.findUniqueOrThrow({
    where: { id: callId },
    select: {
      ceilingFen: true,
      bidDeadlineAt: true,
      requiredDocuments: { select: { kind: true }, orderBy: { kind: 'asc' } },
      criteria: {
        select: { code: true, title: true, kind: true, answerLimit: true },
        orderBy: { position: 'asc' },
      },
    },
  })
  const caps = await tx.$queryRaw<CostRule[]>`
    SELECT r.code, r.effect, r.bps, r.fen::text AS fen, r.source_zh AS "sourceZh", r.source_en AS "sourceEn", r.is_confirmed AS "isConfirmed"
    FROM call c, cost_rules_on(c.regime, today()) r WHERE c.id = ${callId}::uuid ORDER BY r.code`
  const [{ matching } = { matching: null }] = await tx.$queryRaw<{ matching: MatchingRule | null }[]>`
    SELECT matching_of(${callId}::uuid) AS matching`
  return {
    ceilingFen,
    criteria,
    items: await readFormItems(tx, callId),
    documents: requiredDocuments.map(({ kind }) => kind),
    validOn: dayOf(bidDeadlineAt),
    partners: bidId === undefined ? [] : await readPartners(tx, bidId),
    caps,
    matching,
  }
}
