import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { AccountTokenPurpose } from '#prisma/generated/enums.ts'
import { hashOf, newToken } from './secret-token.server.ts'

const lifeMinutes: Record<AccountTokenPurpose, number> = { CONFIRM_EMAIL: 24 * 60, RESET_PASSWORD: 60 }

/** A new link; the ones sent before for the same purpose die. */
export async function issueToken(
  tx: Tx,
  ctx: Pick<Context, 'now'>,
  accountId: string,
  purpose: AccountTokenPurpose,
): Promise<string> {
  await tx.accountToken.updateMany({ where: { accountId, purpose, usedAt: null }, data: { usedAt: ctx.now } })
  const { token, tokenHash } = newToken()
  const expiresAt = new Date(ctx.now.getTime() + lifeMinutes[purpose] * 60_000)
  await tx.accountToken.create({ data: { accountId, purpose, tokenHash, expiresAt, createdAt: ctx.now } })
  return token
}

/** Whose link it is, while it can be used. */
export async function readToken(tx: Tx, ctx: Context, token: string, purpose: AccountTokenPurpose) {
  const found = await tx.accountToken.findFirst({
    where: { tokenHash: hashOf(token), purpose, usedAt: null, expiresAt: { gt: ctx.now } },
    select: { id: true, account: { select: { id: true, name: true, email: true, state: true, locale: true } } },
  })
  return found?.account.state === 'ACTIVE' ? found : null
}

/** Uses the link up; undefined when it was used, or is too old. Two at once: one wins. */
export async function takeToken(tx: Tx, ctx: Context, token: string, purpose: AccountTokenPurpose) {
  const found = await readToken(tx, ctx, token, purpose)
  if (found === null) return undefined
  const { count } = await tx.accountToken.updateMany({
    where: { id: found.id, usedAt: null },
    data: { usedAt: ctx.now },
  })
  return count === 1 ? found.account : undefined
}
