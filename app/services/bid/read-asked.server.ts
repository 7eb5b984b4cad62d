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
  const [rules] = await tx.$queryRaw<{ caps: CostRule[]; matching: MatchingRule | null }[]>`
    SELECT matching_of(c.id) AS matching, (SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'effect', r.effect, 'bps', r.bps,
      'fen', r.fen::text, 'sourceZh', r.source_zh, 'sourceEn', r.source_en, 'isConfirmed', r.is_confirmed) ORDER BY r.code), '[]')
      FROM cost_rules_on(c.regime, today()) r) AS caps
    FROM call c WHERE c.id = ${callId}::uuid`
  return {
    ceilingFen,
    criteria,
    items: await readFormItems(tx, callId),
    documents: requiredDocuments.map(({ kind }) => kind),
    validOn: dayOf(bidDeadlineAt),
    partners: bidId === undefined ? [] : await readPartners(tx, bidId),
    caps: rules?.caps ?? [],
    matching: rules?.matching ?? null,
  }
}
