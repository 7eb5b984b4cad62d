import { accountCode } from '#app/domain/ledger/accounts.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { drawLines, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Clawback, Project } from '#prisma/generated/client.ts'
import { factOf, lockedFor } from './order-clawback.server.ts'
import { goesTo, moveClawback, owedFen } from './store.server.ts'

type Step = { clawbackId: string; version: number; amount: bigint }

/**
 * Finance records money that arrived, with the bank's reference: it goes on source by source, each in proportion to what is still owed
 * of it, to the fund or, in a later year than the last payment's, to the treasury.
 */
export const receiveClawback = (ctx: Context, input: Step & { receivedOn: Day; reference: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'receive', input)
    if (!found.ok) return found
    const { clawback, project } = found
    const known = await tx.clawbackSettlement.count({ where: { clawbackId: clawback.id, reference: input.reference } })
    if (known > 0) return refuse('clawback.same-reference', { field: 'reference' })
    return settle(tx, ctx, found, {
      ...input,
      kind: 'REPAID',
      entry: 'clawback_receive',
      to: await goesTo(tx, project.id, input.receivedOn),
      key: `clawback.received:${clawback.id}:${input.reference}`,
    })
  })

/** What cannot be had back is given up by an approver alone, with the reason: it stays with the organization. */
export const writeOffClawback = (ctx: Context, input: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'writeOff', input)
    if (!found.ok) return found
    const { clawback, project } = found
    const before = await tx.clawbackSettlement.count({ where: { clawbackId: clawback.id } })
    return settle(tx, ctx, found, {
      amount: input.amount,
      reference: input.reason,
      receivedOn: dayOf(ctx.now),
      kind: 'WRITTEN_OFF',
      entry: 'write_off',
      to: accountCode.received(project.organizationId),
      key: `clawback.written-off:${clawback.id}:${before}`,
    })
  })

type Settlement = {
  amount: bigint
  reference: string
  receivedOn: Day
  kind: 'REPAID' | 'WRITTEN_OFF'
  entry: 'clawback_receive' | 'write_off'
  to: string
  key: string
}

async function settle(
  tx: Tx,
  ctx: Context,
  { clawback, project }: { clawback: Clawback; project: Project },
  { amount, reference, receivedOn, kind, entry, to, key }: Settlement,
): Promise<Outcome> {
  if (clawback.state !== 'ORDERED' || ctx.actor.accountId === undefined) return refuse('clawback.not-ordered')
  const owed = await owedFen(tx, clawback)
  if (amount > owed) return refuse('clawback.above-owed', { field: 'amount' })
  const entryId = await postEntry(tx, ctx, {
    key,
    kind: entry,
    phase: 'posted',
    lines: await drawLines(tx, accountCode.owed(project.awardId), to, amount),
    memo: reference,
  })
  await tx.clawbackSettlement.create({
    data: {
      clawbackId: clawback.id,
      kind,
      amountFen: amount,
      reference,
      receivedOn: dateOfDay(receivedOn),
      entryId,
      madeById: ctx.actor.accountId,
      madeAt: ctx.now,
    },
  })
  if (amount === owed) {
    const settled = await moveClawback(tx, clawback, 'settle')
    if (!settled.ok) return settled
  } else await tx.clawback.update({ where: { id: clawback.id }, data: { version: { increment: 1 } } })
  await record(tx, ctx, {
    ...factOf(project, clawback.id),
    type: kind === 'REPAID' ? 'clawback.repaid' : 'clawback.written-off',
    data: { amountFen: amount.toString(), reference },
  })
  return ok()
}
