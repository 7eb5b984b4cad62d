import { administrationPolicy } from '#app/domain/account/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

export type ExpertTerms = { expertId: string; isActive: boolean; seatsMax: number; trainedUntil: string | null }

/** Keeps an expert of the pool: may they be drawn, how many open seats at most, and until when their training is valid. */
export const updateExpert = (ctx: Context, { expertId, isActive, seatsMax, trainedUntil }: ExpertTerms) =>
  transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'keepExperts', ctx.actor, {})) return refuse('not-found')
    const { count } = await tx.expert.updateMany({
      where: { id: expertId, inPool: true },
      data: {
        isActive,
        seatsMax,
        trainedUntil: trainedUntil === null ? null : new Date(`${trainedUntil}T00:00:00Z`),
      },
    })
    if (count === 0) return refuse('not-found')
    await record(tx, ctx, {
      type: 'expert.updated',
      entity: 'expert',
      entityId: expertId,
      data: { isActive, seatsMax, trainedUntil },
    })
    return ok()
  })
