import type { Context } from '#app/services/shared/context.server.ts'
import {
  confirmAppropriation,
  proposeAppropriation,
  type ProposeAppropriation,
} from '#app/services/ledger/appropriate-money.server.ts'
import type { TestDatabase } from './database.ts'
import { makeApprover } from './scenes.ts'

/** Proposed by who acts in this context, confirmed by an approver of the body at the same instant: what the two come to. */
export async function appropriated(t: TestDatabase, ctx: Context, input: ProposeAppropriation) {
  const proposed = await proposeAppropriation(ctx, input)
  if (!proposed.ok) return proposed
  const { bodyId } = await t.owner.fund.findUniqueOrThrow({ where: { id: input.fundId } })
  return confirmAppropriation({ ...ctx, actor: await makeApprover(t, { id: bodyId }, '确认人') }, proposed)
}
