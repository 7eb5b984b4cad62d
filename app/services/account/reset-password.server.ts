import { checkPassword } from '#app/domain/account/password.ts'
import { addressKey, networkOf, throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readToken, takeToken } from './account-token.server.ts'
import { actingAs } from './acting-as.server.ts'
import { endSessions } from './end-sessions.server.ts'
import { askForLink } from './send-link.server.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'

/** Sends a link to set a new password. Answers the same, and as quickly, whether or not the address has an account. */
export async function requestReset(ctx: Context, input: { email: string }): Promise<Outcome> {
  const email = addressKey(input.email)
  const network = await countTry(ctx.db, throttles.letterIp, networkOf(ctx.ip))
  if (!network.ok) return network
  const letters = await countTry(ctx.db, throttles.letterAddress, email)
  if (!letters.ok) return ok()
  return transact(ctx, async (tx) => {
    await askForLink(tx, ctx, { purpose: 'RESET_PASSWORD', email })
    return ok()
  })
}

export const readReset = async (ctx: Context, token: string): Promise<{ email: string } | undefined> => {
  const found = await readToken(ctx.db, ctx, token, 'RESET_PASSWORD')
  return found === null ? undefined : { email: found.account.email }
}

/**
 * A new password for who reads the letter; every session ends. The address is confirmed by it, the second factor stays: the
 * letter replaces the password and nothing else.
 */
export async function resetPassword(ctx: Context, input: { token: string; password: string }): Promise<Outcome> {
  const link = await readToken(ctx.db, ctx, input.token, 'RESET_PASSWORD')
  if (link === null) return refuse('account.link-dead')
  const allowed = checkPassword(input.password, [link.account.name, link.account.email])
  if (!allowed.ok) return { ok: false, refusal: { ...allowed.refusal, field: 'password' } }
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, async (tx) => {
    const account = await takeToken(tx, ctx, input.token, 'RESET_PASSWORD')
    if (account === undefined) return refuse('account.link-dead')
    await tx.account.update({ where: { id: account.id }, data: { passwordHash, version: { increment: 1 } } })
    await tx.account.updateMany({
      where: { id: account.id, emailConfirmedAt: null },
      data: { emailConfirmedAt: ctx.now },
    })
    await endSessions(tx, account.id, ctx.now)
    await sendLetter(tx, ctx, {
      to: account.email,
      locale: ctx.locale,
      template: 'passwordChanged',
      values: { name: account.name, url: letterPaths.forgot() },
    })
    await record(tx, actingAs(ctx, account), {
      type: 'account.password-reset',
      entity: 'account',
      entityId: account.id,
    })
    return ok()
  })
}
