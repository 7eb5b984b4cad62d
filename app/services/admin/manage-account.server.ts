import { type AccountFacts, accountPolicy } from '#app/domain/account/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { clearSecondFactor, endSessions, letterPaths } from '#app/services/account/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Account } from '#prisma/generated/client.ts'

export type AccountAction = 'disable' | 'enable' | 'endSessions' | 'resetSecondFactor'
export type ManageAccount = { accountId: string; reason: string }

/** One act of administration on one account, with its reason in the audit. */
function manage(
  ctx: Context,
  action: AccountAction,
  { accountId, reason }: ManageAccount,
  work: (tx: Tx, account: Account) => Promise<Outcome>,
): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    const facts: AccountFacts = { accountId }
    if (!may(accountPolicy, 'read', ctx.actor, facts)) return refuse('forbidden')
    if (!may(accountPolicy, action, ctx.actor, facts)) return refuse('admin.not-yourself')
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
    const account = await tx.account.findUnique({ where: { id: accountId } })
    if (account === null) return refuse('not-found')
    const done = await work(tx, account)
    if (!done.ok) return done
    await record(tx, ctx, { type: auditTypes[action], entity: 'account', entityId: accountId, data: { reason } })
    return ok()
  })
}

const auditTypes: Record<AccountAction, string> = {
  disable: 'account.disabled',
  enable: 'account.enabled',
  endSessions: 'account.sessions-ended',
  resetSecondFactor: 'account.second-factor-reset',
}

/** Nobody signs in to it any more, and whoever is in is out. */
export const disableAccount = (ctx: Context, input: ManageAccount): Promise<Outcome> =>
  manage(ctx, 'disable', input, async (tx, account) => {
    if (account.state === 'DISABLED') return refuse('admin.already-so')
    await tx.account.update({ where: { id: account.id }, data: { state: 'DISABLED', version: { increment: 1 } } })
    await endSessions(tx, account.id, ctx.now)
    return ok()
  })

export const enableAccount = (ctx: Context, input: ManageAccount): Promise<Outcome> =>
  manage(ctx, 'enable', input, async (tx, account) => {
    if (account.state === 'ACTIVE') return refuse('admin.already-so')
    await tx.account.update({ where: { id: account.id }, data: { state: 'ACTIVE', version: { increment: 1 } } })
    return ok()
  })

export const endAccountSessions = (ctx: Context, input: ManageAccount): Promise<Outcome> =>
  manage(ctx, 'endSessions', input, async (tx, account) => {
    await endSessions(tx, account.id, ctx.now)
    return ok()
  })

/** For somebody who lost phone and recovery codes: they enrol anew at the next sign-in, and are told by letter. */
export const resetSecondFactor = (ctx: Context, input: ManageAccount): Promise<Outcome> =>
  manage(ctx, 'resetSecondFactor', input, async (tx, account) => {
    if (account.totpConfirmedAt === null) return refuse('admin.already-so')
    await clearSecondFactor(tx, account.id)
    await endSessions(tx, account.id, ctx.now)
    await sendLetter(tx, ctx, {
      to: account.email,
      locale: account.locale === 'EN' ? 'en' : 'zh-CN',
      template: 'secondFactorChanged',
      values: { name: account.name, url: letterPaths.account() },
    })
    return ok()
  })
