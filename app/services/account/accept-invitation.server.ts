import { checkPassword } from '#app/domain/account/password.ts'
import { addressKey } from '#app/domain/account/throttle.ts'
import { invitationState } from '#app/domain/account/invitation.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Invitation } from '#prisma/generated/client.ts'
import { actingAs } from './acting-as.server.ts'
import { createSession } from './create-session.server.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { hashOf } from './secret-token.server.ts'

/** The invitation behind a link, locked, while it can be accepted. */
async function lockInvitation(tx: Tx, ctx: Context, token: string): Promise<Invitation | undefined> {
  const tokenHash = hashOf(token)
  await tx.$queryRaw`SELECT id FROM invitation WHERE token_hash = ${tokenHash} FOR UPDATE`
  const invitation = await tx.invitation.findUnique({ where: { tokenHash } })
  return invitation !== null && invitationState(invitation, ctx.now) === 'OPEN' ? invitation : undefined
}

/** A signed-in person accepts; the letter was for their address and nobody else's. */
export function acceptInvitation(ctx: Context, input: { token: string }): Promise<Outcome> {
  return transact(ctx, async (tx) => {
    const { accountId, name, email } = ctx.actor
    if (accountId === undefined || email === undefined) return refuse('sign-in')
    const invitation = await lockInvitation(tx, ctx, input.token)
    if (invitation === undefined) return refuse('account.invitation-over')
    if (addressKey(invitation.email) !== addressKey(email)) return refuse('account.invitation-other-address')
    await join(tx, ctx, invitation, { id: accountId, name })
    return ok()
  })
}

/** A new person accepts: the letter has proved the address, they choose name and password and are signed in. */
export async function acceptAsNewPerson(
  ctx: Context,
  input: { token: string; name: string; password: string; userAgent: string },
): Promise<Outcome<{ token: string }>> {
  const invited = await ctx.db.invitation.findUnique({
    where: { tokenHash: hashOf(input.token) },
    select: { email: true },
  })
  if (invited === null) return refuse('account.invitation-over')
  const allowed = checkPassword(input.password, [input.name, invited.email])
  if (!allowed.ok) return { ok: false, refusal: { ...allowed.refusal, field: 'password' } }
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, async (tx) => {
    const invitation = await lockInvitation(tx, ctx, input.token)
    if (invitation === undefined) return refuse('account.invitation-over')
    const email = addressKey(invitation.email)
    if ((await tx.account.findUnique({ where: { email }, select: { id: true } })) !== null)
      return refuse('account.sign-in-to-accept')
    const account = await tx.account.create({
      data: {
        email,
        name: input.name,
        passwordHash,
        locale: ctx.locale === 'en' ? 'EN' : 'ZH_CN',
        emailConfirmedAt: ctx.now,
        createdAt: ctx.now,
      },
      select: { id: true, name: true },
    })
    await join(tx, ctx, invitation, account)
    return ok(await createSession(tx, { accountId: account.id, now: ctx.now, ip: ctx.ip, userAgent: input.userAgent }))
  })
}

/** Uses the invitation up and gives what it promised. */
async function join(
  tx: Tx,
  ctx: Context,
  invitation: Invitation,
  account: { id: string; name: string },
): Promise<void> {
  const accountId = account.id
  await tx.invitation.update({
    where: { id: invitation.id },
    data: { acceptedAt: ctx.now, acceptedById: accountId },
  })
  const { kind, bodyId, bodyRole, organizationId, organizationRole } = invitation
  if (kind === 'BODY' && bodyId !== null && bodyRole !== null) {
    const membership = { accountId, bodyId, role: bodyRole }
    await tx.bodyMembership.createMany({ data: [{ ...membership, createdAt: ctx.now }], skipDuplicates: true })
  }
  if (kind === 'ORGANIZATION' && organizationId !== null && organizationRole !== null) {
    const membership = { accountId, organizationId, role: organizationRole }
    await tx.organizationMembership.createMany({ data: [{ ...membership, createdAt: ctx.now }], skipDuplicates: true })
  }
  if (kind === 'EXPERT' && invitation.expertRegionId !== null) {
    const pool = {
      fields: invitation.expertFields,
      employer: invitation.expertEmployer ?? '',
      regionId: invitation.expertRegionId,
      isActive: true,
    }
    await tx.expert.upsert({ where: { accountId }, create: { accountId, ...pool, createdAt: ctx.now }, update: pool })
  }
  if (kind === 'ADMINISTRATOR') {
    await tx.account.update({ where: { id: accountId }, data: { isAdministrator: true, version: { increment: 1 } } })
  }
  await record(tx, actingAs(ctx, account), {
    type: 'account.invitation-accepted',
    entity: 'invitation',
    entityId: invitation.id,
    bodyId: bodyId ?? undefined,
    organizationId: organizationId ?? undefined,
    data: { kind, role: bodyRole ?? organizationRole ?? '' },
  })
}
