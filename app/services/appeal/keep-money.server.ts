import { appealPolicy } from '#app/domain/appeal/policy.ts'
import { transfer } from '#app/domain/ledger/accounts.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Appeal, Pledge } from '#prisma/generated/client.ts'
import { accountsOf, factOf, lockPledge, movePledge } from './store.server.ts'

type AtBank = { pledgeId: string; version: number; on: Day; reference: string }
type Found = { pledge: Pledge; appeal: Appeal; accountId: string }

async function lockedFor(
  tx: Tx,
  ctx: Context,
  { pledgeId, version }: { pledgeId: string; version: number },
): Promise<Outcome<Found>> {
  const locked = await lockPledge(tx, pledgeId)
  const { accountId } = ctx.actor
  if (locked === null || accountId === undefined || !may(appealPolicy, 'read', ctx.actor, locked.appeal))
    return refuse('not-found')
  if (!may(appealPolicy, 'keepMoney', ctx.actor, locked.appeal)) return refuse('forbidden')
  return locked.pledge.version === version ? ok({ ...locked, accountId }) : stale()
}

/**
 * Can what came still be of use? A promise that stands, or one whose place is still free though its time was over. Everything else that
 * comes is entered and goes back.
 */
const isOfUse = (appeal: Appeal, pledge: Pledge, amount: bigint): boolean =>
  pledge.state === 'PLEDGED' ||
  (pledge.state === 'EXPIRED' &&
    ['OPEN', 'ENDED'].includes(appeal.state) &&
    amount <= pledge.amountFen &&
    appeal.standingFen + amount <= appeal.targetFen)

/** What the bank's statement shows of a giver's money; from now on it is held for them. */
export const receivePledge = (ctx: Context, { amount, on, reference, ...input }: AtBank & { amount: bigint }) =>
  transact<{ isDueBack: boolean }>(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, input)
    if (!found.ok) return found
    const { pledge, appeal, accountId } = found
    if (pledge.receiveEntryId !== null) return refuse('pledge.wrong-state')
    if (on > dayOf(ctx.now) || on < dayOf(pledge.pledgedAt)) return refuse('pledge.day', { field: 'on' })
    const known = await tx.pledge.count({ where: { bodyId: pledge.bodyId, bankReference: reference } })
    if (known > 0) return refuse('pledge.same-reference', { field: 'reference' })
    if (pledge.state === 'PLEDGED' && amount > pledge.amountFen)
      return refuse('pledge.above-pledged', { field: 'amount' })
    const { given, held } = await accountsOf(tx, appeal)
    const receiveEntryId = await postEntry(tx, ctx, {
      key: `pledge.received:${pledge.id}`,
      kind: 'donate',
      phase: 'posted',
      lines: transfer(given, held, amount),
      memo: reference,
    })
    const counts = isOfUse(appeal, pledge, amount)
    const moved = await movePledge(tx, pledge, counts ? 'receive' : 'receiveLate', {
      ...(counts ? { amountFen: amount } : {}),
      receivedFen: amount,
      receivedOn: dateOfDay(on),
      bankReference: reference,
      receiveEntryId,
      receivedById: accountId,
    })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      ...factOf(appeal),
      type: 'appeal.received',
      data: { amountFen: amount.toString(), reference },
    })
    return ok({ isDueBack: !counts })
  })

/** A promise that nobody means, or a mistake: its place is free again. What comes all the same is entered and goes back. */
export const releasePledge = (ctx: Context, input: { pledgeId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, input)
    if (!found.ok) return found
    const moved = await movePledge(tx, found.pledge, 'release')
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(found.appeal), type: 'appeal.pledge-released' })
    return ok()
  })

/** What is owed to a giver is back with them: the whole of it, by one transfer. */
export const refundPledge = (ctx: Context, { on, reference, ...input }: AtBank) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, input)
    if (!found.ok) return found
    const { pledge, appeal, accountId } = found
    if (pledge.state !== 'REFUND_DUE' || pledge.receivedFen === null) return refuse('pledge.wrong-state')
    if (on > dayOf(ctx.now) || (pledge.receivedOn !== null && on < dayOfDate(pledge.receivedOn)))
      return refuse('pledge.day', { field: 'on' })
    const known = await tx.pledge.count({ where: { bodyId: pledge.bodyId, refundReference: reference } })
    if (known > 0) return refuse('pledge.same-reference', { field: 'reference' })
    const { given, held } = await accountsOf(tx, appeal)
    const refundEntryId = await postEntry(tx, ctx, {
      key: `pledge.refunded:${pledge.id}`,
      kind: 'donate_return',
      phase: 'posted',
      lines: transfer(held, given, pledge.receivedFen),
      memo: reference,
    })
    const moved = await movePledge(tx, pledge, 'refund', {
      refundedOn: dateOfDay(on),
      refundReference: reference,
      refundEntryId,
      refundedById: accountId,
    })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      ...factOf(appeal),
      type: 'appeal.refunded',
      data: { amountFen: pledge.receivedFen.toString(), reference },
    })
    return ok()
  })
