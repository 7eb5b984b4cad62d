import { appealPolicy } from '#app/domain/appeal/policy.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factOf, lockAppeal } from './store.server.ts'

/** An account that is owed is given: PostgreSQL puts the ledger's figures to the officer's words. */
export const giveAccount = (
  ctx: Context,
  { appealId, dueOn, isFinal, words }: { appealId: string; dueOn: Day; isFinal: boolean; words: string },
) =>
  transact(ctx, async (tx) => {
    const appeal = await lockAppeal(tx, appealId)
    const { accountId } = ctx.actor
    if (appeal === null || accountId === undefined || !may(appealPolicy, 'read', ctx.actor, appeal))
      return refuse('not-found')
    if (!may(appealPolicy, 'account', ctx.actor, appeal)) return refuse('forbidden')
    const which = { appealId, dueOn: dateOfDay(dueOn), isFinal }
    if ((await tx.appealAccount.count({ where: which })) > 0) return refuse('appeal.account-given')
    await tx.appealAccount.create({
      data: {
        ...which,
        words,
        receivedFen: 0n,
        returnedFen: 0n,
        passedFen: 0n,
        givenById: accountId,
        givenAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      ...factOf(appeal),
      type: 'appeal.accounted',
      data: { isFinal },
      isPublic: true,
    })
    return ok()
  })
