import { registryPolicy } from '#app/domain/organization/registry.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { registryOf } from '#app/services/organization/queries/registry-of.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** The registry names an organization a hub (枢纽型社会组织), with its document; another of its people confirms. */
export const designateHub = (ctx: Context, input: { organizationId: string; fromOn: Day; documentNo: string }) =>
  transact<{ designationId: string }>(ctx, async (tx) => {
    const { organizationId, fromOn, documentNo } = input
    const { accountId } = ctx.actor
    const bodyId = await registryOf(tx, bodiesWhere(ctx.actor, 'OFFICER'), organizationId)
    if (accountId === undefined || bodyId === undefined) return refuse('not-found')
    const open = await tx.hubDesignation.findFirst({ where: { organizationId, endedOn: null } })
    if (open !== null) return refuse('hub.already')
    const { id } = await tx.hubDesignation.create({
      data: {
        organizationId,
        bodyId,
        fromOn: dateOfDay(fromOn),
        documentNo,
        recordedById: accountId,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'hub.entered', entity: 'organization', entityId: organizationId, bodyId })
    return ok({ designationId: id })
  })

async function hold(tx: Tx, ctx: Context, id: string, step: 'confirm' | 'withdraw') {
  const { accountId } = ctx.actor
  const row = await tx.hubDesignation.findUnique({ where: { id } })
  if (row === null || accountId === undefined || !may(registryPolicy, 'read', ctx.actor, { bodyId: row.bodyId }))
    return refuse('not-found')
  const { bodyId, recordedById } = row
  if (!may(registryPolicy, step, ctx.actor, { bodyId, recordedById }))
    return refuse(may(registryPolicy, step, ctx.actor, { bodyId }) ? 'organization.four-eyes' : 'forbidden')
  if (row.endedOn !== null || (step === 'confirm' && row.confirmedAt !== null)) return refuse('organization.settled')
  return ok({ row, accountId })
}

export const confirmHub = (ctx: Context, { designationId: id }: { designationId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, id, 'confirm')
    if (!held.ok) return held
    const { row, accountId } = held
    const { organizationId, bodyId } = row
    await tx.hubDesignation.update({ where: { id }, data: { confirmedById: accountId, confirmedAt: ctx.now } })
    await record(tx, ctx, {
      type: 'hub.confirmed',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      bodyId,
      isPublic: true,
      index: [{ kind: 'organization', id: organizationId }],
    })
    const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'hubNamed', {
      organizationName: name,
      documentNo: row.documentNo,
      url: `/ngo/organizations/${organizationId}/hub`,
    })
    return ok()
  })

/** Ends it, or takes it back before it was confirmed: by an officer or an approver, with a reason. */
export const endHub = (ctx: Context, input: { designationId: string; endedOn?: Day | undefined; reason: string }) =>
  transact<{ wasInForce: boolean }>(ctx, async (tx) => {
    const { designationId: id, reason } = input
    const held = await hold(tx, ctx, id, 'withdraw')
    if (!held.ok) return held
    const { row, accountId } = held
    const { organizationId, bodyId } = row
    const isInForce = row.confirmedAt !== null
    const today = dayOf(ctx.now)
    const endedOn = isInForce ? input.endedOn : today
    if (endedOn === undefined) return refuse('hub.no-day', { field: 'endedOn' })
    if (endedOn > today) return refuse('hub.day', { field: 'endedOn' })
    // What is to begin ends today.
    if (isInForce && endedOn < today && endedOn < dayOfDate(row.fromOn))
      return refuse('hub.ends-before', { field: 'endedOn' })
    await tx.hubDesignation.update({
      where: { id },
      data: { endedOn: dateOfDay(endedOn), endedById: accountId, endReason: reason },
    })
    await record(tx, ctx, {
      type: isInForce ? 'hub.ended' : 'hub.withdrawn',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      bodyId,
      isPublic: isInForce,
    })
    if (!isInForce) return ok({ wasInForce: false })
    const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'hubEnded', {
      organizationName: name,
      endedOn,
      reason,
      url: `/ngo/organizations/${organizationId}/hub`,
    })
    return ok({ wasInForce: true })
  })
