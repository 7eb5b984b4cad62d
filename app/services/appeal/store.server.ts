import { type AppealEvent, appealLifecycle, type PledgeEvent, pledgeLifecycle } from '#app/domain/appeal/lifecycle.ts'
import { accountCode, inPart } from '#app/domain/ledger/accounts.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Fact } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Appeal, Pledge, Prisma } from '#prisma/generated/client.ts'

/** An appeal, locked: promises to it, money of it and its end wait for one another. */
export async function lockAppeal(tx: Tx, id: string): Promise<Appeal | null> {
  await tx.$queryRaw`SELECT id FROM appeal WHERE id = ${id}::uuid FOR UPDATE`
  return tx.appeal.findUnique({ where: { id } })
}

/** A pledge with its appeal, the appeal locked first. */
export async function lockPledge(tx: Tx, id: string): Promise<{ pledge: Pledge; appeal: Appeal } | null> {
  const found = await tx.pledge.findUnique({ where: { id }, select: { appealId: true } })
  const appeal = found === null ? null : await lockAppeal(tx, found.appealId)
  if (appeal === null) return null
  await tx.$queryRaw`SELECT id FROM pledge WHERE id = ${id}::uuid FOR UPDATE`
  return { appeal, pledge: await tx.pledge.findUniqueOrThrow({ where: { id } }) }
}

/** The only writer of an appeal's state, save what PostgreSQL does by itself. */
export async function moveAppeal(
  tx: Tx,
  row: Appeal,
  event: AppealEvent,
  data: Prisma.AppealUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = appealLifecycle.next(row.state, event)
  if (state === undefined) return refuse('appeal.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.appeal.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

export async function movePledge(
  tx: Tx,
  row: Pledge,
  event: PledgeEvent,
  data: Prisma.PledgeUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = pledgeLifecycle.next(row.state, event)
  if (state === undefined) return refuse('pledge.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.pledge.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** The accounts of an appeal's money: what givers gave, what is held for them, the fund it is passed to; all of the fund's donations. */
export async function accountsOf(tx: Tx, { id, bodyId, fundId }: Appeal) {
  const { part } = await tx.fundShare.findUniqueOrThrow({
    where: { fundId_source: { fundId, source: 'DONATION' } },
    select: { part: true },
  })
  return {
    given: inPart(accountCode.given(bodyId), part),
    held: inPart(accountCode.heldFor(id), part),
    fund: inPart(accountCode.fund(fundId), part),
  }
}

export const factOf = ({ id, bodyId, callId, projectId }: Appeal): Omit<Fact, 'type'> => ({
  entity: 'appeal',
  entityId: id,
  bodyId,
  ...(callId === null ? {} : { callId }),
  ...(projectId === null ? {} : { projectId }),
})
