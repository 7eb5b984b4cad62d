import { accountCode, type Line, transfer } from '#app/domain/ledger/accounts.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import { moveProject, moveTranche } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Project } from '#prisma/generated/client.ts'

/**
 * The settlement of a project that ends before its time: what is accepted or paid stands, the other tranches are cancelled, and what
 * the award still has goes back to the call's budget, account by account. The database refuses to end it with a fen left over.
 */
export async function endEarly(
  tx: Tx,
  ctx: Context,
  project: Project,
  reason: string,
): Promise<Outcome<{ returnedFen: bigint }>> {
  const planned = await tx.tranche.findMany({
    where: { projectId: project.id, state: 'PLANNED' },
    orderBy: { id: 'asc' },
  })
  let returnedFen = 0n
  for (const tranche of planned) {
    const cancelled = await moveTranche(tx, tranche, 'cancel')
    if (!cancelled.ok) return cancelled
    returnedFen += tranche.amountFen
  }
  const lines = await readLines(tx, project)
  const movedFen = lines.reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n)
  if (movedFen !== returnedFen) return refuse('halt.money-left')
  if (lines.length > 0)
    await postEntry(tx, ctx, {
      key: `project.terminated:${project.id}`,
      kind: 'reduce',
      phase: 'posted',
      lines,
      memo: reason,
    })
  const ended = await moveProject(tx, project, 'terminate', { stateReason: reason, endedAt: ctx.now })
  return ended.ok ? ok({ returnedFen }) : ended
}

/** An award's account may be kept by source of the money (a further part of its code): each goes back to the like account of its call. */
async function readLines(tx: Tx, { awardId, callId }: Project): Promise<Line[]> {
  const award = accountCode.award(awardId)
  const accounts = await tx.$queryRaw<{ code: string; left: bigint }[]>`
    SELECT code, posted_credit - posted_debit - pending_debit AS left FROM ledger_account
    WHERE code = ${award} OR code LIKE ${award} || ':%' ORDER BY code`
  return accounts
    .filter(({ left }) => left > 0n)
    .flatMap(({ code, left }) => transfer(code, accountCode.callBudget(callId) + code.slice(award.length), left))
}
