import { checkPassword } from '#app/domain/account/password.ts'
import { addressKey, networkOf, throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { issueToken } from './account-token.server.ts'
import { actingAs } from './acting-as.server.ts'
import { askForLink } from './send-link.server.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'

export type NewPerson = { name: string; email: string; password: string }
export type Registered = { id: string; name: string }

/**
 * Signs a person up. `join` adds what they sign up for, in the same transaction. Whether the address has an account already is
 * told by letter to the address only: the page says the same, after the same work.
 */
export async function signUp(
  ctx: Context,
  person: NewPerson,
  join: (tx: Tx, ctx: Context, account: Registered) => Promise<Outcome> = () => Promise.resolve(ok()),
): Promise<Outcome> {
  const tries = await countTry(ctx.db, throttles.signUpIp, networkOf(ctx.ip))
  if (!tries.ok) return tries
  const password = checkPassword(person.password, [person.name, person.email])
  if (!password.ok) return { ok: false, refusal: { ...password.refusal, field: 'password' } }
  const passwordHash = await hashPassword(person.password)
  const email = addressKey(person.email)

  return transact(ctx, async (tx) => {
    const known = await tx.account.findUnique({ where: { email }, select: { name: true } })
    if (known !== null) {
      const letters = await countTry(ctx.db, throttles.letterAddress, email)
      if (!letters.ok) return ok()
      await sendLetter(tx, ctx, {
        to: email,
        locale: ctx.locale,
        template: 'accountExists',
        values: { name: known.name, url: letterPaths.signIn(), forgotUrl: letterPaths.forgot() },
      })
      return ok()
    }
    const account = await tx.account.create({
      data: {
        email,
        name: person.name,
        passwordHash,
        locale: ctx.locale === 'en' ? 'EN' : 'ZH_CN',
        createdAt: ctx.now,
      },
      select: { id: true, name: true },
    })
    const joined = await join(tx, actingAs(ctx, account), account)
    if (!joined.ok) return joined
    await sendConfirmation(tx, ctx, { ...account, email })
    await record(tx, actingAs(ctx, account), { type: 'account.signed-up', entity: 'account', entityId: account.id })
    return ok()
  })
}

async function sendConfirmation(tx: Tx, ctx: Context, account: { id: string; name: string; email: string }) {
  const token = await issueToken(tx, ctx, account.id, 'CONFIRM_EMAIL')
  await sendLetter(tx, ctx, {
    to: account.email,
    locale: ctx.locale,
    template: 'confirmEmail',
    values: { name: account.name, url: letterPaths.confirmEmail(token) },
  })
}

/** Sends the confirmation again. Answers the same, and as quickly, whether or not there is anything to confirm. */
export async function resendConfirmation(ctx: Context, input: { email: string }): Promise<Outcome> {
  const email = addressKey(input.email)
  const network = await countTry(ctx.db, throttles.letterIp, networkOf(ctx.ip))
  if (!network.ok) return network
  const letters = await countTry(ctx.db, throttles.letterAddress, email)
  if (!letters.ok) return ok()
  return transact(ctx, async (tx) => {
    await askForLink(tx, ctx, { purpose: 'CONFIRM_EMAIL', email })
    return ok()
  })
}
