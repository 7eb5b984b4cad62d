import { toString as toSvg } from 'qrcode'
import type { Context } from '#app/services/shared/context.server.ts'
import { openSecret, totpOf } from '../totp.server.ts'

export type Factor = {
  isEnrolled: boolean
  /** This session has used it. */
  isPassed: boolean
  codesLeft: number
  /** While enrolling: the picture and the key to type. */
  pending: { qr: string; secret: string } | undefined
}

/** Where the person stands with their second factor: read anew, since the action before may have changed it. */
export async function readFactor(ctx: Context): Promise<Factor> {
  const { accountId, sessionId } = ctx.actor
  if (accountId === undefined || sessionId === undefined) throw new Error('nobody is signed in')
  const account = await ctx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      email: true,
      totpSecretSealed: true,
      totpConfirmedAt: true,
      sessions: { where: { id: sessionId }, select: { secondFactorAt: true } },
      _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
    },
  })
  const isEnrolled = account.totpConfirmedAt !== null
  return {
    isEnrolled,
    isPassed: account.sessions[0]?.secondFactorAt != null,
    codesLeft: account._count.recoveryCodes,
    // A secret in use is never shown again.
    pending:
      isEnrolled || account.totpSecretSealed === null
        ? undefined
        : await picture(account.email, openSecret(ctx.keys, accountId, account.totpSecretSealed)),
  }
}

async function picture(email: string, secret: ReturnType<typeof openSecret>) {
  const svg = await toSvg(totpOf(email, secret).toString(), { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return {
    qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    secret: secret.base32.match(/.{1,4}/g)?.join(' ') ?? secret.base32,
  }
}
