import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** `month`: its first day. */
export type CloseMonth = { bodyId: string; month: Day }

/**
 * Closes a month of a body's books for good. The database refuses a month that still runs, one behind an open month, and books
 * whose totals are not those of their lines; entries of that month are refused from then on.
 */
export const closeMonth = (ctx: Context, { bodyId, month }: CloseMonth) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(ledgerPolicy, 'closeMonth', ctx.actor, { bodyId })) return refuse('not-found')
    const key = { bodyId_month: { bodyId, month: new Date(month) } }
    // Pressed twice: it is closed.
    if ((await tx.ledgerPeriod.findUnique({ where: key, select: { month: true } })) !== null) return ok()
    await tx.ledgerPeriod.create({
      data: { bodyId, month: new Date(month), closedById: accountId },
      select: { month: true },
    })
    await record(tx, ctx, { type: 'ledger.month-closed', entity: 'body', entityId: bodyId, bodyId, data: { month } })
    return ok()
  })
