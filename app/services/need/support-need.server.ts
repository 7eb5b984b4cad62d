import { needPolicy } from '#app/domain/need/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factOf, holdNeed } from './store.server.ts'

/** «I need this too»: one each; said twice it counts once. */
export const supportNeed = (ctx: Context, { needNo }: { needNo: string }): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const need = await tx.need.findUnique({ where: { needNo }, select: { id: true, raisedById: true } })
    if (need === null) return refuse('not-found')
    if (accountId === undefined || !may(needPolicy, 'support', ctx.actor, {})) return refuse('forbidden')
    if (need.raisedById === accountId) return refuse('need.own')
    if ((await tx.needSupport.findUnique({ where: { needId_accountId: { needId: need.id, accountId } } })) !== null)
      return ok()
    // Said twice at the same moment it is said once.
    await tx.needSupport.createMany({
      data: [{ needId: need.id, accountId, supportedAt: ctx.now }],
      skipDuplicates: true,
    })
    return ok()
  })

export const unsupportNeed = (ctx: Context, { needNo }: { needNo: string }): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('forbidden')
    await tx.needSupport.deleteMany({ where: { accountId, need: { needNo } } })
    return ok()
  })

/** People who signed on paper, counted by an official of the body. */
export const recordPetition = (ctx: Context, input: { needId: string; people: number; collected: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdNeed(tx, ctx, input, 'recordPetition')
    if (!held.ok) return held
    const { need, accountId } = held
    await tx.needPetition.create({
      data: {
        needId: need.id,
        people: input.people,
        collected: input.collected,
        recordedById: accountId,
        recordedAt: ctx.now,
      },
    })
    await record(tx, ctx, { ...factOf(need), type: 'need.petition-recorded', data: { people: input.people } })
    return ok()
  })
