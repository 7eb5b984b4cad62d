import { administrationPolicy, teamPolicy } from '#app/domain/account/policy.ts'
import { invitationDays } from '#app/domain/account/invitation.ts'
import type { BodyRole, OrganizationRole } from '#app/domain/shared/actor.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { ServiceField } from '#prisma/generated/enums.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { newToken } from './secret-token.server.ts'

export type Invitee = { name: string; email: string }
export type InvitedTo =
  | { kind: 'BODY'; bodyId: string; role: BodyRole }
  | { kind: 'ORGANIZATION'; organizationId: string; role: OrganizationRole }
  | { kind: 'EXPERT'; fields: readonly ServiceField[]; employer: string; regionId: string }
  | { kind: 'ADMINISTRATOR' }

/** A member of a body, invited by an approver of it or by the administration. */
export const inviteToBody = (ctx: Context, input: Invitee & { bodyId: string; role: BodyRole }): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { bodyId, role } = input
    if (!may(teamPolicy, 'invite', ctx.actor, { bodyId }) && !may(administrationPolicy, 'invite', ctx.actor, {}))
      return refuse('forbidden')
    return writeInvitation(tx, ctx, input, { kind: 'BODY', bodyId, role })
  })

export const inviteExpert = (
  ctx: Context,
  input: Invitee & { fields: readonly ServiceField[]; employer: string; regionId: string },
): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'invite', ctx.actor, {})) return refuse('forbidden')
    const { fields, employer, regionId } = input
    return writeInvitation(tx, ctx, input, { kind: 'EXPERT', fields, employer, regionId })
  })

export const inviteAdministrator = (ctx: Context, input: Invitee): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'invite', ctx.actor, {})) return refuse('forbidden')
    return writeInvitation(tx, ctx, input, { kind: 'ADMINISTRATOR' })
  })

/** Writes the link and its letter; one sent before to the same address for the same thing dies. The caller asked the policy. */
export async function writeInvitation(tx: Tx, ctx: Context, { name, email }: Invitee, to: InvitedTo): Promise<Outcome> {
  const invitedById = ctx.actor.accountId
  if (invitedById === undefined) return refuse('sign-in')
  const place = await readPlace(tx, email, to)
  if (place === undefined) return refuse('not-found')
  if (place.isThere) return refuse('account.already-member', { field: 'email' })
  const isTo = {
    kind: to.kind,
    bodyId: to.kind === 'BODY' ? to.bodyId : null,
    bodyRole: to.kind === 'BODY' ? to.role : null,
    organizationId: to.kind === 'ORGANIZATION' ? to.organizationId : null,
    organizationRole: to.kind === 'ORGANIZATION' ? to.role : null,
  }
  await tx.invitation.updateMany({
    where: { email, ...isTo, acceptedAt: null, revokedAt: null },
    data: { revokedAt: ctx.now },
  })
  const { token, tokenHash } = newToken()
  const expiresAt = new Date(ctx.now.getTime() + invitationDays * 86_400_000)
  const { id } = await tx.invitation.create({
    data: {
      email,
      name,
      tokenHash,
      ...isTo,
      ...(to.kind === 'EXPERT'
        ? { expertFields: [...to.fields], expertEmployer: to.employer, expertRegionId: to.regionId }
        : {}),
      locale: ctx.locale === 'en' ? 'EN' : 'ZH_CN',
      invitedById,
      expiresAt,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await sendLetter(tx, ctx, {
    to: email,
    locale: ctx.locale,
    template: 'invitation',
    values: {
      name,
      inviterName: ctx.actor.name,
      placeName: ctx.locale === 'en' ? place.nameEn : place.nameZh,
      roleKey: roleKey(to),
      whatKey: `account.invited.${to.kind}`,
      expiresAt: expiresAt.toISOString(),
      url: letterPaths.invitation(token),
    },
  })
  await record(tx, ctx, {
    type: 'account.invited',
    entity: 'invitation',
    entityId: id,
    bodyId: isTo.bodyId ?? undefined,
    organizationId: isTo.organizationId ?? undefined,
    data: { kind: to.kind, role: isTo.bodyRole ?? isTo.organizationRole ?? '' },
  })
  return ok()
}

const roleKey = (to: InvitedTo): string =>
  to.kind === 'BODY'
    ? `account.bodyRole.${to.role}`
    : to.kind === 'ORGANIZATION'
      ? `account.organizationRole.${to.role}`
      : `account.kindRole.${to.kind}`

/** What the invitation leads to, and whether this address has it already. */
async function readPlace(
  tx: Tx,
  email: string,
  to: InvitedTo,
): Promise<{ nameZh: string; nameEn: string; isThere: boolean } | undefined> {
  const account = { email }
  switch (to.kind) {
    case 'BODY': {
      const body = await tx.body.findUnique({
        where: { id: to.bodyId },
        select: { nameZh: true, nameEn: true, members: { where: { role: to.role, account }, select: { id: true } } },
      })
      return body === null ? undefined : { nameZh: body.nameZh, nameEn: body.nameEn, isThere: body.members.length > 0 }
    }
    case 'ORGANIZATION': {
      const found = await tx.organization.findUnique({
        where: { id: to.organizationId },
        select: { name: true, nameEn: true, members: { where: { role: to.role, account }, select: { id: true } } },
      })
      return found === null
        ? undefined
        : { nameZh: found.name, nameEn: found.nameEn ?? found.name, isThere: found.members.length > 0 }
    }
    case 'EXPERT': {
      const region = await tx.region.findUnique({ where: { id: to.regionId }, select: { nameZh: true, nameEn: true } })
      const expert = await tx.expert.findFirst({ where: { account, isActive: true }, select: { id: true } })
      return region === null ? undefined : { ...region, isThere: expert !== null }
    }
    case 'ADMINISTRATOR': {
      const known = await tx.account.findFirst({ where: { ...account, isAdministrator: true }, select: { id: true } })
      return { nameZh: '', nameEn: '', isThere: known !== null }
    }
  }
}

/** The link dies; asked by whoever may send such a link. `where` keeps to the invitations the caller may see. */
export async function voidInvitation(
  tx: Tx,
  ctx: Context,
  where: { id: string; bodyId?: string; organizationId?: string },
): Promise<Outcome> {
  const { count } = await tx.invitation.updateMany({
    where: { ...where, acceptedAt: null, revokedAt: null },
    data: { revokedAt: ctx.now },
  })
  if (count === 0) return refuse('account.invitation-over')
  await record(tx, ctx, {
    type: 'account.invitation-revoked',
    entity: 'invitation',
    entityId: where.id,
    bodyId: where.bodyId,
    organizationId: where.organizationId,
  })
  return ok()
}

export const revokeBodyInvitation = (ctx: Context, input: { bodyId: string; invitationId: string }): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { bodyId, invitationId } = input
    if (!may(teamPolicy, 'invite', ctx.actor, { bodyId })) return refuse('forbidden')
    return voidInvitation(tx, ctx, { id: invitationId, bodyId })
  })

export const revokeInvitation = (ctx: Context, input: { invitationId: string }): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'invite', ctx.actor, {})) return refuse('forbidden')
    return voidInvitation(tx, ctx, { id: input.invitationId })
  })
