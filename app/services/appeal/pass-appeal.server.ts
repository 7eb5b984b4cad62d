import { appealPolicy } from '#app/domain/appeal/policy.ts'
import { transfer } from '#app/domain/ledger/accounts.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { documentAppropriation, postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockedFor } from './decide-appeal.server.ts'
import { accountsOf, factOf, lockPledge, moveAppeal } from './store.server.ts'

/**
 * What came is passed to the fund as donations of this year, under the appeal's approval number, and the appeal is closed. Only once
 * nothing promised is open, and the purpose is funded.
 */
export const passAppeal = (ctx: Context, step: { appealId: string; version: number }) =>
  transact<{ amountFen: string }>(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'pass', step)
    if (!found.ok) return found
    const { appeal } = found
    if (appeal.state !== 'REACHED' && appeal.state !== 'ENDED') return refuse('appeal.wrong-state')
    if ((await tx.pledge.count({ where: { appealId: appeal.id, state: 'PLEDGED' } })) > 0)
      return refuse('appeal.pledges-open')
    const [funded] = await tx.$queryRaw<{ is: boolean }[]>`SELECT appeal_is_funded(${appeal.id}::uuid) AS is`
    const { _sum } = await tx.pledge.aggregate({
      where: { appealId: appeal.id, state: 'RECEIVED' },
      _sum: { amountFen: true },
    })
    const amountFen = _sum.amountFen ?? 0n
    const isShort = appeal.belowTarget === 'RETURN' && amountFen < appeal.targetFen
    if (funded?.is !== true || amountFen === 0n || isShort) return refuse('appeal.not-funded')
    const { held, fund } = await accountsOf(tx, appeal)
    const entryId = await postEntry(tx, ctx, {
      key: `appeal.passed:${appeal.id}`,
      kind: 'donate_pass',
      phase: 'posted',
      lines: transfer(held, fund, amountFen),
      memo: appeal.approvalNo,
    })
    await documentAppropriation(tx, ctx, {
      fundId: appeal.fundId,
      source: 'DONATION',
      year: yearOf(dayOf(ctx.now)),
      amountFen,
      documentNo: appeal.approvalNo,
      entryId,
    })
    const moved = await moveAppeal(tx, appeal, 'close', {
      passEntryId: entryId,
      closedById: ctx.actor.accountId ?? null,
    })
    if (!moved.ok) return moved
    await tx.pledge.updateMany({
      where: { appealId: appeal.id, state: 'RECEIVED' },
      data: { state: 'PASSED', version: { increment: 1 } },
    })
    await record(tx, ctx, {
      ...factOf(appeal),
      type: 'appeal.passed',
      data: { amountFen: amountFen.toString() },
      isPublic: true,
    })
    return ok({ amountFen: amountFen.toString() })
  })

/** A giver of half of it or more asked that it be named after them; the body agrees. */
export const agreeNaming = (
  ctx: Context,
  { appealId, pledgeId, version }: { appealId: string; pledgeId: string; version: number },
) =>
  transact(ctx, async (tx) => {
    const locked = await lockPledge(tx, pledgeId)
    if (locked?.appeal.id !== appealId || !may(appealPolicy, 'read', ctx.actor, locked.appeal))
      return refuse('not-found')
    const { appeal, pledge } = locked
    if (!may(appealPolicy, 'agreeNaming', ctx.actor, appeal)) return refuse('forbidden')
    if (pledge.version !== version) return stale()
    if (pledge.naming === '' || pledge.namingAgreedAt !== null || !['RECEIVED', 'PASSED'].includes(pledge.state))
      return refuse('pledge.wrong-state')
    await tx.pledge.update({
      where: { id: pledgeId },
      data: {
        namingAgreedById: ctx.actor.accountId ?? null,
        namingAgreedAt: ctx.now,
        version: { increment: 1 },
      },
    })
    await record(tx, ctx, { ...factOf(appeal), type: 'appeal.named', data: { name: pledge.naming } })
    return ok()
  })
