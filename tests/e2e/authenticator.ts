import * as OTPAuth from 'otpauth'
import { totpPeriodSeconds } from '#app/domain/account/totp-step.ts'
import type { Stage } from './stage.ts'

/** The app on a person's phone: it knows the secret as the page wrote it. */
export type Authenticator = {
  /** The code that shows now. */
  now: () => string
  /** A code nobody has used yet: the one after the last that was taken. */
  fresh: (email: string) => Promise<string>
}

export function authenticator({ db }: Stage, secret: string): Authenticator {
  const totp = new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret.replace(/\s/g, '')) })
  return {
    now: () => totp.generate(),
    async fresh(email) {
      const { totpLastStep } = await db.account.findUniqueOrThrow({ where: { email }, select: { totpLastStep: true } })
      if (totpLastStep === null) return totp.generate()
      return totp.generate({ timestamp: (Number(totpLastStep) + 1) * totpPeriodSeconds * 1000 })
    },
  }
}
