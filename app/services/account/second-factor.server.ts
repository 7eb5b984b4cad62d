import { throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { provePassword } from './change-password.server.ts'
import { callOffClosing } from './close-account.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { replaceRecoveryCodes, useRecoveryCode } from './recovery-codes.server.ts'
import { newToken } from './secret-token.server.ts'
import { countTry, forgetTries } from '#app/services/shared/throttle.server.ts'
import { newSecret, sealSecret, useCode } from './totp.server.ts'

/** Who signed in no longer ago has just proved who they are (minutes). */
const freshMinutes = 30

/** Own account, locked; whether this session has passed the second factor, and whether it has just begun. */
async function lockSelf(tx: Tx, ctx: Context) {
  const { accountId, sessionId } = ctx.actor
  if (accountId === undefined || sessionId === undefined) return undefined
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  const session = await tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { secondFactorAt: true, createdAt: true },
  })
  const isFresh = ctx.now.getTime() - session.createdAt.getTime() < freshMinutes * 60_000
  return { account, sessionId, isPassed: session.secondFactorAt !== null, isFresh }
}

/** The session rises: it gets a new token, so that one seen before is worth nothing. */
async function raiseSession(tx: Tx, ctx: Context, sessionId: string): Promise<string> {
  const { token, tokenHash } = newToken()
  await tx.session.update({ where: { id: sessionId }, data: { tokenHash, secondFactorAt: ctx.now } })
  return token
}

const sendChanged = (tx: Tx, ctx: Context, account: { email: string; name: string }) =>
  sendLetter(tx, ctx, {
    to: account.email,
    locale: ctx.locale,
    template: 'secondFactorChanged',
    values: { name: account.name, url: letterPaths.account() },
  })

/**
 * A fresh secret to enrol with; until a code confirms it, it counts for nothing. For who signed in just now: whoever finds a session open
 * must not be able to shut its owner out.
 */
export function startSecondFactor(ctx: Context): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    const self = await lockSelf(tx, ctx)
    if (self === undefined) return refuse('sign-in')
    const { account } = self
    if (account.totpConfirmedAt !== null) return refuse('account.second-factor-there')
    if (!self.isFresh) return refuse('account.sign-in-again', { data: { minutes: freshMinutes } })
    await tx.account.update({
      where: { id: account.id },
      data: { totpSecretSealed: sealSecret(ctx.keys, account.id, newSecret()), totpLastStep: null },
    })
    return ok()
  })
}

/** The first code proves that the app holds the secret. Ten recovery codes are told now and never again. */
export async function confirmSecondFactor(
  ctx: Context,
  input: { code: string },
): Promise<Outcome<{ token: string; recoveryCodes: string[] }>> {
  const tries = await countTry(ctx.db, throttles.code, ctx.actor.accountId ?? '')
  if (!tries.ok) return tries
  return transact(ctx, async (tx) => {
    const self = await lockSelf(tx, ctx)
    if (self === undefined) return refuse('sign-in')
    const { account, sessionId } = self
    if (account.totpConfirmedAt !== null) return refuse('account.second-factor-there')
    if (!self.isFresh) return refuse('account.sign-in-again', { data: { minutes: freshMinutes } })
    if (!(await useCode(tx, ctx.keys, account, input.code, ctx.now)))
      return refuse('account.code-wrong', { field: 'code' })
    await tx.account.update({
      where: { id: account.id },
      data: { totpConfirmedAt: ctx.now, version: { increment: 1 } },
    })
    const recoveryCodes = await replaceRecoveryCodes(tx, account.id)
    const token = await raiseSession(tx, ctx, sessionId)
    await sendChanged(tx, ctx, account)
    await record(tx, ctx, { type: 'account.second-factor-enrolled', entity: 'account', entityId: account.id })
    return ok({ token, recoveryCodes })
  })
}

/** The second step of signing in: a code of the app, or a recovery code. `isKept`: it called a closing off. */
export async function passSecondFactor(
  ctx: Context,
  input: { code: string },
): Promise<Outcome<{ token: string; isKept: boolean }>> {
  const key = ctx.actor.accountId ?? ''
  const tries = await countTry(ctx.db, throttles.code, key)
  if (!tries.ok) return tries
  const outcome = await transact(ctx, async (tx) => {
    const self = await lockSelf(tx, ctx)
    if (self === undefined) return refuse('sign-in')
    const { account, sessionId } = self
    if (account.totpConfirmedAt === null) return refuse('account.second-factor-missing')
    const isAppCode = await useCode(tx, ctx.keys, account, input.code, ctx.now)
    if (!isAppCode && !(await useRecoveryCode(tx, account.id, input.code, ctx.now)))
      return refuse('account.code-wrong', { field: 'code' })
    const token = await raiseSession(tx, ctx, sessionId)
    await record(tx, ctx, {
      type: isAppCode ? 'account.second-factor-passed' : 'account.recovery-code-used',
      entity: 'account',
      entityId: account.id,
    })
    return ok({ token, isKept: await callOffClosing(tx, ctx, account) })
  })
  if (outcome.ok) await forgetTries(ctx.db, throttles.code, key)
  return outcome
}

/** Ten new recovery codes; the old ones are void. */
export async function renewRecoveryCodes(
  ctx: Context,
  input: { currentPassword: string },
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const proven = await provePassword(ctx, input.currentPassword, 'currentPassword')
  if (!proven.ok) return proven
  return transact(ctx, async (tx) => {
    const self = await lockSelf(tx, ctx)
    if (self?.account.totpConfirmedAt == null || !self.isPassed) return refuse('account.second-factor-missing')
    const recoveryCodes = await replaceRecoveryCodes(tx, self.account.id)
    await record(tx, ctx, { type: 'account.recovery-codes-renewed', entity: 'account', entityId: self.account.id })
    return ok({ recoveryCodes })
  })
}

/** A new phone: the old secret goes, and whoever must have one sets up the next before anything else. */
export async function removeSecondFactor(ctx: Context, input: { currentPassword: string }): Promise<Outcome> {
  const proven = await provePassword(ctx, input.currentPassword, 'currentPassword')
  if (!proven.ok) return proven
  return transact(ctx, async (tx) => {
    const self = await lockSelf(tx, ctx)
    if (self?.account.totpConfirmedAt == null || !self.isPassed) return refuse('account.second-factor-missing')
    await clearSecondFactor(tx, self.account.id)
    await sendChanged(tx, ctx, self.account)
    await record(tx, ctx, { type: 'account.second-factor-removed', entity: 'account', entityId: self.account.id })
    return ok()
  })
}

/** Nothing of the second factor is left, in no session either. */
export async function clearSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.account.update({
    where: { id: accountId },
    data: { totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: null, version: { increment: 1 } },
  })
  await tx.recoveryCode.deleteMany({ where: { accountId } })
  await tx.session.updateMany({ where: { accountId, revokedAt: null }, data: { secondFactorAt: null } })
}
