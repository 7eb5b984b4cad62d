import * as OTPAuth from 'otpauth'
import type { BodyRole, OrganizationRole } from '#app/domain/shared/actor.ts'
import type { Locale, Runtime } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { ServiceField } from '#prisma/generated/enums.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { sealSecret } from './totp.server.ts'

export type NewAccount = {
  email: string
  name: string
  /** Without one nobody signs in to it. */
  password?: string
  locale?: Locale
  /** The address is known to be theirs. */
  isConfirmed?: boolean
  isAdministrator?: boolean
  /** Base32, as authenticator apps take it: the second factor is set up. */
  totpSecret?: string
  bodies?: readonly { bodyId: string; roles: readonly BodyRole[] }[]
  organizations?: readonly { organizationId: string; roles: readonly OrganizationRole[] }[]
  expert?: { fields: readonly ServiceField[]; employer: string; regionId: string }
}

/** Makes a person with all their memberships, without letters: for seeds, tests and the first administrator. */
export async function createAccount(
  tx: Tx,
  { keys, now }: Pick<Runtime, 'keys'> & { now: Date },
  account: NewAccount,
): Promise<{ accountId: string }> {
  const { id } = await tx.account.create({
    data: {
      email: account.email,
      name: account.name,
      passwordHash: account.password === undefined ? null : await hashPassword(account.password),
      locale: account.locale === 'en' ? 'EN' : 'ZH_CN',
      emailConfirmedAt: account.isConfirmed === false ? null : now,
      isAdministrator: account.isAdministrator ?? false,
      createdAt: now,
    },
    select: { id: true },
  })
  if (account.totpSecret !== undefined) {
    const totpSecretSealed = sealSecret(keys, id, OTPAuth.Secret.fromBase32(account.totpSecret))
    await tx.account.update({ where: { id }, data: { totpSecretSealed, totpConfirmedAt: now } })
  }
  await tx.bodyMembership.createMany({
    data: (account.bodies ?? []).flatMap(({ bodyId, roles }) =>
      roles.map((role) => ({ accountId: id, bodyId, role, createdAt: now })),
    ),
  })
  await tx.organizationMembership.createMany({
    data: (account.organizations ?? []).flatMap(({ organizationId, roles }) =>
      roles.map((role) => ({ accountId: id, organizationId, role, createdAt: now })),
    ),
  })
  if (account.expert !== undefined) {
    const { fields, employer, regionId } = account.expert
    await tx.expert.create({ data: { accountId: id, fields: [...fields], employer, regionId, createdAt: now } })
  }
  return { accountId: id }
}
