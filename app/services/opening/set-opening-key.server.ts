import { checkPassword } from '#app/domain/account/password.ts'
import { throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { verifyPassword } from '#app/services/shared/hash-password.server.ts'
import { countTry, forgetTries } from '#app/services/shared/throttle.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { newKeyPair } from '#app/services/shared/x25519.server.ts'
import { type LockedKey, lockKey, unlockKey } from './locked-key.server.ts'
import { openingCost, type StretchCost } from './passphrase-key.server.ts'

type NewPassphrase = { passphrase: string; cost?: StretchCost }

/**
 * The person's first opening key; the same call replaces a forgotten one when `replaces` says which was seen. The page asks for
 * the login password before it calls this.
 */
export async function setOpeningKey(
  ctx: Context,
  { passphrase, replaces, cost = openingCost }: NewPassphrase & { replaces?: string | undefined },
): Promise<Outcome> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const allowed = await checkPassphrase(ctx, accountId, passphrase)
  if (!allowed.ok) return allowed
  const { publicKey, privateKey } = newKeyPair()
  const locked = await lockKey(ctx.keys, privateKey, { accountId, passphrase, cost })
  privateKey.fill(0)
  return transact(ctx, async (tx) => {
    const current = await lockOpeningKey(tx, accountId)
    // Two pages at once, or a key that was changed since: nothing is replaced unseen.
    if (current?.id !== replaces) return stale()
    if (current !== undefined)
      await tx.openingKey.update({
        where: { id: current.id },
        data: { replacedAt: ctx.now, sealedPrivateKey: null },
        select: { id: true },
      })
    const { id } = await tx.openingKey.create({
      data: { accountId, publicKey, ...locked, createdAt: ctx.now },
      select: { id: true },
    })
    await tell(tx, ctx, current === undefined ? 'account.opening-key-set' : 'account.opening-key-replaced', id)
    return ok()
  })
}

/** Another passphrase for the same key, by who knows the old one: every call that it helps to open stays so. */
export async function changePassphrase(
  ctx: Context,
  { oldPassphrase, passphrase, cost = openingCost }: NewPassphrase & { oldPassphrase: string },
): Promise<Outcome> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const tries = await countTry(ctx.db, throttles.passphrase, accountId)
  if (!tries.ok) return tries
  const current = await ctx.db.openingKey.findFirst({ where: { accountId, replacedAt: null } })
  const locked = asLocked(current)
  if (current === null || locked === undefined) return refuse('opening.no-key')
  const privateKey = await unlockKey(ctx.keys, locked, { accountId, passphrase: oldPassphrase })
  if (privateKey === undefined) {
    await recordWrong(ctx, accountId)
    return refuse('opening.passphrase-wrong', { field: 'oldPassphrase' })
  }
  await forgetTries(ctx.db, throttles.passphrase, accountId)
  const allowed = await checkPassphrase(ctx, accountId, passphrase)
  if (!allowed.ok) {
    privateKey.fill(0)
    return allowed
  }
  const relocked = await lockKey(ctx.keys, privateKey, { accountId, passphrase, cost })
  privateKey.fill(0)
  return transact(ctx, async (tx) => {
    const { count } = await tx.openingKey.updateMany({
      where: { id: current.id, replacedAt: null, changedAt: current.changedAt },
      data: { ...relocked, changedAt: ctx.now },
    })
    if (count !== 1) return stale()
    await tell(tx, ctx, 'account.opening-passphrase-changed', current.id)
    return ok()
  })
}

type Kept = { sealedPrivateKey: Uint8Array<ArrayBuffer> | null; salt: Uint8Array<ArrayBuffer> } & StretchCost

export const asLocked = (row: Kept | null): LockedKey | undefined =>
  row?.sealedPrivateKey == null
    ? undefined
    : { sealedPrivateKey: row.sealedPrivateKey, salt: row.salt, memoryKib: row.memoryKib, passes: row.passes }

async function lockOpeningKey(tx: Tx, accountId: string): Promise<{ id: string } | undefined> {
  // The account's row: two first keys at once must not meet.
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
  const found = await tx.openingKey.findFirst({ where: { accountId, replacedAt: null }, select: { id: true } })
  return found ?? undefined
}

/** As strong as a password, and not the password itself: the server meets that one every day. */
async function checkPassphrase({ db, actor }: Context, accountId: string, passphrase: string): Promise<Outcome> {
  const at = (outcome: Outcome): Outcome =>
    outcome.ok ? outcome : { ok: false, refusal: { ...outcome.refusal, field: 'passphrase' } }
  const strong = checkPassword(passphrase, [actor.name, actor.email ?? ''])
  if (!strong.ok) return at(strong)
  const { passwordHash } = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { passwordHash: true },
  })
  return passwordHash !== null && (await verifyPassword(passwordHash, passphrase))
    ? at(refuse('opening.same-as-password'))
    : ok()
}

export const recordWrong = (ctx: Context, accountId: string) =>
  transact(ctx, async (tx) => {
    await record(tx, ctx, { type: 'account.opening-passphrase-wrong', entity: 'account', entityId: accountId })
    return ok()
  })

async function tell(tx: Tx, ctx: Context, type: string, openingKeyId: string): Promise<void> {
  const { accountId = '', email, name } = ctx.actor
  await record(tx, ctx, { type, entity: 'account', entityId: accountId, data: { openingKeyId } })
  if (email === undefined) return
  await sendLetter(tx, ctx, {
    to: email,
    locale: ctx.locale,
    template: 'openingKeyChanged',
    values: { name, url: letterPaths.openingKey() },
  })
}
