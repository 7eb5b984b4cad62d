import { addressKey, pairKey, networkOf, throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { actingAs } from './acting-as.server.ts'
import { callOffClosing } from './close-account.server.ts'
import { createSession } from './create-session.server.ts'
import { verifyPassword } from '#app/services/shared/hash-password.server.ts'
import { countTry, forgetTries } from '#app/services/shared/throttle.server.ts'

export type SignIn = { email: string; password: string; userAgent: string }

/**
 * A new session for the right password; `isKept`: it called a closing off. Whether an account exists is told to nobody who does not know its
 * password.
 */
export async function signIn(ctx: Context, input: SignIn): Promise<Outcome<{ token: string; isKept: boolean }>> {
  const pair = pairKey(input.email, ctx.ip)
  const network = await countTry(ctx.db, throttles.signInIp, networkOf(ctx.ip))
  if (!network.ok) return network
  const tries = await countTry(ctx.db, throttles.signInPair, pair)
  if (!tries.ok) return tries
  if (!(await isKnownPlace(ctx, input.email))) {
    const elsewhere = await countTry(ctx.db, throttles.signInAccount, addressKey(input.email))
    if (!elsewhere.ok) return elsewhere
  }

  const account = await ctx.db.account.findUnique({
    where: { email: addressKey(input.email) },
    select: {
      id: true,
      name: true,
      email: true,
      passwordHash: true,
      state: true,
      emailConfirmedAt: true,
      totpConfirmedAt: true,
    },
  })
  const matches = await verifyPassword(account?.passwordHash, input.password)
  if (account === null || !matches) return refuse('account.sign-in-failed')
  await forgetTries(ctx.db, throttles.signInPair, pair)
  if (account.state === 'DISABLED') return refuse('account.disabled')
  if (account.emailConfirmedAt === null) return refuse('account.unconfirmed')

  return transact(ctx, async (tx) => {
    // Who signs in again here, as whomever, leaves no open session behind.
    const { sessionId: former } = ctx.actor
    if (former !== undefined)
      await tx.session.updateMany({ where: { id: former, revokedAt: null }, data: { revokedAt: ctx.now } })
    const { token, sessionId } = await createSession(tx, {
      accountId: account.id,
      now: ctx.now,
      ip: ctx.ip,
      userAgent: input.userAgent,
    })
    await record(tx, actingAs(ctx, account), {
      type: 'account.signed-in',
      entity: 'account',
      entityId: account.id,
      data: { sessionId },
    })
    // With a second factor only the code says who it is.
    const isKept = account.totpConfirmedAt === null && (await callOffClosing(tx, actingAs(ctx, account), account))
    return ok({ token, isKept })
  })
}

/** Whether this account was signed in to from here before: strangers elsewhere cannot keep its person out. */
const isKnownPlace = async (ctx: Context, email: string): Promise<boolean> =>
  (await ctx.db.session.findFirst({
    where: { ip: ctx.ip, account: { email: addressKey(email) } },
    select: { id: true },
  })) !== null
