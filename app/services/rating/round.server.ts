import { ratingPolicy } from '#app/domain/rating/policy.ts'
import type { roundForm } from '#app/domain/rating/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { z } from 'zod'

/** The registry announces that it rates: from which day to which it takes applications. */
export const publishRound = (ctx: Context, { applyFrom, applyUntil, ...typed }: z.output<typeof roundForm>) =>
  transact<{ roundId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId } = typed
    if (accountId === undefined || !may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(ratingPolicy, 'publishRound', ctx.actor, { bodyId })) return refuse('forbidden')
    const { id } = await tx.ratingRound.create({
      data: {
        ...typed,
        applyFrom: dateOfDay(applyFrom),
        applyUntil: dateOfDay(applyUntil),
        publishedById: accountId,
        publishedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'rating.round-published',
      entity: 'rating-round',
      entityId: id,
      bodyId,
      isPublic: true,
    })
    return ok({ roundId: id })
  })
