import { randomBytes } from 'node:crypto'
import { createCookie } from '@remix-run/node'
import { hashToken } from '#app/services/account/read-session.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Account } from '#prisma/generated/client.ts'

const cookie = createCookie('session', { path: '/', httpOnly: true, sameSite: 'lax' })

/** A row, as after a real sign-in with its second step. @returns the account and what its browser keeps under `session` */
export async function enter(
  db: Db,
  accountId: string,
  locale: Account['locale'] = 'ZH_CN',
): Promise<{ account: Account; session: string }> {
  const token = randomBytes(32).toString('base64url')
  const now = Date.now()
  const account = await db.account.update({
    where: { id: accountId },
    data: {
      locale,
      emailConfirmedAt: new Date(now),
      totpConfirmedAt: new Date(now),
      sessions: {
        create: {
          tokenHash: hashToken(token),
          ip: '127.0.0.1',
          userAgent: 'journey',
          secondFactorAt: new Date(now),
          expiresAt: new Date(now + 3_600_000),
        },
      },
    },
  })
  return { account, session: /^session=([^;]+)/.exec(await cookie.serialize(token))?.[1] ?? '' }
}
