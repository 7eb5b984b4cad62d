import { type ClawbackEvent, clawbackLifecycle } from '#app/domain/clawback/lifecycle.ts'
import { accountCode, type Line, transferParts } from '#app/domain/ledger/accounts.ts'
import { splitByLeft } from '#app/domain/ledger/split.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Clawback, Prisma, Project } from '#prisma/generated/client.ts'

/** A claw-back with its project, both locked; null when it is not there. */
export async function lockClawback(tx: Tx, id: string): Promise<{ clawback: Clawback; project: Project } | null> {
  const found = await tx.clawback.findUnique({ where: { id }, select: { projectId: true } })
  if (found === null) return null
  const project = await lockProject(tx, found.projectId)
  const clawback = await tx.clawback.findUnique({ where: { id } })
  return project === null || clawback === null ? null : { clawback, project }
}

/** The only writer of a claw-back's state. */
export async function moveClawback(
  tx: Tx,
  row: Clawback,
  event: ClawbackEvent,
  data: Prisma.ClawbackUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = clawbackLifecycle.next(row.state, event)
  if (state === undefined) return refuse('clawback.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.clawback.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** Lines of an order: each source in proportion to what it paid and has not ordered back yet; undefined: more than was paid. */
export async function orderLines(
  tx: Tx,
  { awardId, organizationId }: Project,
  amountFen: bigint,
): Promise<Line[] | undefined> {
  const rows = await tx.$queryRaw<{ part: string; left: bigint }[]>`
    SELECT part, released_fen - ordered_fen AS left FROM award_released(${awardId}::uuid) ORDER BY part`
  if (rows.reduce((sum, { left }) => sum + left, 0n) < amountFen) return undefined
  const parts = splitByLeft(
    amountFen,
    rows.map(({ part, left }) => ({ part, amountFen: toFen(left) })),
  )
  return transferParts(accountCode.received(organizationId), accountCode.owed(awardId), parts)
}

/** The account that a repayment of that day goes to: the fund in the year of the last payment, the treasury in a later one. */
export async function goesTo(tx: Tx, projectId: string, day: string): Promise<string> {
  const [row] = await tx.$queryRaw<
    { code: string }[]
  >`SELECT clawback_goes_to(${projectId}::uuid, ${day}::date) AS code`
  if (row === undefined) throw new Error('a project has a fund')
  return row.code
}

export async function owedFen(tx: Tx, { id, amountFen }: Clawback): Promise<bigint> {
  const { _sum } = await tx.clawbackSettlement.aggregate({ where: { clawbackId: id }, _sum: { amountFen: true } })
  return amountFen - (_sum.amountFen ?? 0n)
}
