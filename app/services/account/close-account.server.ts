import { throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context, Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry, forgetTries } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { provePassword } from './change-password.server.ts'
import { endSessions } from './end-sessions.server.ts'
import { useRecoveryCode } from './recovery-codes.server.ts'
import { useCode } from './totp.server.ts'

/**
 * Asks that one's own account be closed: from a day on it is erased, until then signing in calls it off. Proved anew by the password, and
 * by a code where there is a second factor. PostgreSQL refuses it while somebody waits for this person (account.duties).
 * `eraseOn`: a day.
 */
export async function askClosing(
  ctx: Context,
  input: { currentPassword: string; code: string },
): Promise<Outcome<{ eraseOn: string }>> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const proven = await provePassword(ctx, input.currentPassword, 'currentPassword')
  if (!proven.ok) return proven
  const tries = await countTry(ctx.db, throttles.code, accountId)
  if (!tries.ok) return tries
  const outcome = await transact<{ eraseOn: string }>(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
    const account = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
    const isProven =
      account.totpConfirmedAt === null ||
      (await useCode(tx, ctx.keys, account, input.code, ctx.now)) ||
      (await useRecoveryCode(tx, accountId, input.code, ctx.now))
    if (!isProven) return refuse('account.code-wrong', { field: 'code' })
    const [asked] = await tx.$queryRaw<{ eraseOn: string }[]>`
      INSERT INTO account_closing (account_id) VALUES (${accountId}::uuid) RETURNING erase_on::text AS "eraseOn"`
    const eraseOn = asked?.eraseOn ?? ''
    await endSessions(tx, accountId, ctx.now)
    await sendLetter(tx, ctx, {
      to: account.email,
      locale: ctx.locale,
      template: 'closingAsked',
      values: { name: account.name, eraseOn, url: letterPaths.signIn() },
    })
    await record(tx, ctx, { type: 'account.closing-asked', entity: 'account', entityId: accountId })
    return ok({ eraseOn })
  })
  if (outcome.ok) await forgetTries(ctx.db, throttles.code, accountId)
  return outcome
}

/** Whoever signs in again keeps the account. Answers whether it was to be closed. */
export async function callOffClosing(
  tx: Tx,
  ctx: Teller & Pick<Context, 'locale'>,
  account: { id: string; name: string; email: string },
): Promise<boolean> {
  const { count } = await tx.accountClosing.updateMany({
    where: { accountId: account.id, calledOffAt: null, erasedAt: null },
    data: { calledOffAt: ctx.now },
  })
  if (count === 0) return false
  await sendLetter(tx, ctx, {
    to: account.email,
    locale: ctx.locale,
    template: 'closingCalledOff',
    values: { name: account.name, url: letterPaths.account() },
  })
  await record(tx, ctx, { type: 'account.closing-called-off', entity: 'account', entityId: account.id })
  return true
}
