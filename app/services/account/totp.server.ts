import * as OTPAuth from 'otpauth'
import { totpPeriodSeconds, totpWindow, usableStep } from '#app/domain/account/totp-step.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Account } from '#prisma/generated/client.ts'

// Authenticator apps know these settings without being told; the issuer is Latin because some show nothing else.
const issuer = 'Commonweal'

export const newSecret = () => new OTPAuth.Secret({ size: 20 })

/** Bound to its account: the bytes mean nothing in another row. */
export const sealSecret = (keys: Keys, accountId: string, secret: OTPAuth.Secret): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.wrap('second-factor', secret.bytes, accountId))

export const openSecret = (keys: Keys, accountId: string, sealed: Uint8Array): OTPAuth.Secret =>
  new OTPAuth.Secret({ buffer: new Uint8Array(keys.unwrap('second-factor', sealed, accountId)).buffer })

export const totpOf = (email: string, secret: OTPAuth.Secret) =>
  new OTPAuth.TOTP({ issuer, label: email, algorithm: 'SHA1', digits: 6, period: totpPeriodSeconds, secret })

/** Uses a code up: the step moves on in one statement, so that two at once are one. False when it may not be used. */
export async function useCode(
  tx: Tx,
  keys: Keys,
  account: Pick<Account, 'id' | 'email' | 'totpSecretSealed' | 'totpLastStep'>,
  code: string,
  now: Date,
): Promise<boolean> {
  if (account.totpSecretSealed === null) return false
  const totp = totpOf(account.email, openSecret(keys, account.id, account.totpSecretSealed))
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp: now.getTime(), window: totpWindow })
  const step = usableStep(now, delta, account.totpLastStep)
  if (step === undefined) return false
  const { count } = await tx.account.updateMany({
    where: { id: account.id, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  })
  return count === 1
}
