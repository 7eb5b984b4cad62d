import { checkPassword } from '#app/domain/account/password.ts'
import { throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { endSessions } from './end-sessions.server.ts'
import { hashPassword, verifyPassword } from '#app/services/shared/hash-password.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'

/** The person proves once more who they are; wrong answers are counted. */
export async function provePassword(ctx: Context, password: string, field: string): Promise<Outcome> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const tries = await countTry(ctx.db, throttles.code, `password ${accountId}`)
  if (!tries.ok) return tries
  const account = await ctx.db.account.findUniqueOrThrow({ where: { id: accountId }, select: { passwordHash: true } })
  return (await verifyPassword(account.passwordHash, password)) ? ok() : refuse('account.password-wrong', { field })
}

/** A new password for who knows the old one; all other sessions end. */
export async function changePassword(
  ctx: Context,
  input: { currentPassword: string; password: string },
): Promise<Outcome> {
  const { accountId, sessionId, name, email } = ctx.actor
  if (accountId === undefined || sessionId === undefined || email === undefined) return refuse('sign-in')
  const proven = await provePassword(ctx, input.currentPassword, 'currentPassword')
  if (!proven.ok) return proven
  const allowed = checkPassword(input.password, [name, email])
  if (!allowed.ok) return { ok: false, refusal: { ...allowed.refusal, field: 'password' } }
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, async (tx) => {
    await tx.account.update({ where: { id: accountId }, data: { passwordHash, version: { increment: 1 } } })
    await endSessions(tx, accountId, ctx.now, sessionId)
    await sendLetter(tx, ctx, {
      to: email,
      locale: ctx.locale,
      template: 'passwordChanged',
      values: { name, url: letterPaths.forgot() },
    })
    await record(tx, ctx, { type: 'account.password-changed', entity: 'account', entityId: accountId })
    return ok()
  })
}
