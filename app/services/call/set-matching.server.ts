import type { MatchingRule } from '#app/domain/cofunding/matching.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'

/** How much public money a venture call gives on top of what others bring; null: no rule. */
export const setMatching = (
  ctx: Context,
  { callId, version, rule }: { callId: string; version: number; rule: MatchingRule | null },
) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    if (rule !== null && call.instrument !== 'VENTURE_GRANT') return refuse('cofunding.venture-only')
    await tx.matchingRule.deleteMany({ where: { callId } })
    if (rule !== null)
      await tx.matchingRule.create({
        data: {
          callId,
          kind: rule.kind,
          bps: rule.bps,
          capFen: rule.capFen === null ? null : BigInt(rule.capFen),
          bareFen: rule.bareFen === null ? null : BigInt(rule.bareFen),
          inKindBps: rule.inKindBps,
        },
      })
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { part: 'matching' },
    })
    return ok()
  })
