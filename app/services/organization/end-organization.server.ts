import { type organizationEndForm, registryPolicy } from '#app/domain/organization/registry.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { z } from 'zod'
import { registryOf } from './queries/registry-of.server.ts'

type Typed = z.output<typeof organizationEndForm> & { organizationId: string }

/** The registry enters a merger or dissolution with its document. It counts once another of its people has confirmed it. */
export const recordEnd = (ctx: Context, { organizationId, successorCode, endedOn, ...typed }: Typed) =>
  transact<{ endId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const bodyId = await registryOf(tx, bodiesWhere(ctx.actor, 'OFFICER'), organizationId)
    if (accountId === undefined || bodyId === undefined) return refuse('not-found')
    if (endedOn > dayOf(ctx.now)) return refuse('organization.end-day', { field: 'endedOn' })
    const into =
      successorCode === ''
        ? null
        : await tx.organization.findUnique({ where: { creditCode: successorCode }, select: { id: true, state: true } })
    if (successorCode !== '' && into === null)
      return refuse('organization.successor-unknown', { field: 'successorCode' })
    if (into !== null && (into.id === organizationId || into.state !== 'ACTIVE'))
      return refuse('organization.successor-gone', { field: 'successorCode' })
    const open = await tx.organizationEnd.findFirst({ where: { organizationId, withdrawnAt: null } })
    if (open !== null) return refuse(open.confirmedAt === null ? 'organization.end-open' : 'organization.ended')
    const { id } = await tx.organizationEnd.create({
      data: {
        ...typed,
        organizationId,
        bodyId,
        intoId: into?.id ?? null,
        endedOn: dateOfDay(endedOn),
        recordedById: accountId,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'organization.end-entered',
      entity: 'organization',
      entityId: organizationId,
      bodyId,
      data: { kind: typed.kind },
    })
    return ok({ endId: id })
  })

async function holdEnd(tx: Tx, ctx: Context, endId: string, step: 'confirm' | 'withdraw') {
  const { accountId } = ctx.actor
  const end = await tx.organizationEnd.findUnique({ where: { id: endId } })
  if (end === null || accountId === undefined || !may(registryPolicy, 'read', ctx.actor, { bodyId: end.bodyId }))
    return refuse('not-found')
  const { bodyId, recordedById } = end
  if (!may(registryPolicy, step, ctx.actor, { bodyId, recordedById }))
    return refuse(may(registryPolicy, step, ctx.actor, { bodyId }) ? 'organization.four-eyes' : 'forbidden')
  if (end.confirmedAt !== null || end.withdrawnAt !== null) return refuse('organization.settled')
  return ok({ end, accountId })
}

/** From now on it takes part in nothing (PostgreSQL); its page and its record stay. Refused while something is unsettled. */
export const confirmEnd = (ctx: Context, { endId }: { endId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEnd(tx, ctx, endId, 'confirm')
    if (!held.ok) return held
    const { end, accountId } = held
    const { organizationId, bodyId, kind } = end
    await tx.organizationEnd.update({ where: { id: endId }, data: { confirmedById: accountId, confirmedAt: ctx.now } })
    const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await record(tx, ctx, {
      type: 'organization.ended',
      entity: 'organization',
      entityId: organizationId,
      bodyId,
      organizationId,
      isPublic: true,
      data: { kind },
      index: [{ kind: 'organization', id: organizationId }],
    })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'organizationEnded', {
      organizationName: name,
      kindKey: `organization.end.kind.${kind}`,
      documentNo: end.documentNo,
      url: `/organizations/${organizationId}`,
    })
    return ok()
  })

export const withdrawEnd = (ctx: Context, { endId }: { endId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEnd(tx, ctx, endId, 'withdraw')
    if (!held.ok) return held
    const { end, accountId } = held
    await tx.organizationEnd.update({ where: { id: endId }, data: { withdrawnById: accountId, withdrawnAt: ctx.now } })
    await record(tx, ctx, {
      type: 'organization.end-withdrawn',
      entity: 'organization',
      entityId: end.organizationId,
      bodyId: end.bodyId,
    })
    return ok()
  })
