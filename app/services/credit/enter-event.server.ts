import { creditPolicy } from '#app/domain/credit/policy.ts'
import type { EventTyped } from '#app/domain/credit/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { keepDocument, lockOrganization, reckonSpans } from './store.server.ts'

/** An authority enters an event in its own name. It counts once another of its people has confirmed it. */
export const enterEvent = (ctx: Context, { file, ...typed }: EventTyped) =>
  transact<{ eventId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId, organizationId } = typed
    if (accountId === undefined || !may(creditPolicy, 'readOpen', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(creditPolicy, 'enter', ctx.actor, { bodyId })) return refuse('forbidden')
    const organization = await lockOrganization(tx, organizationId)
    if (organization === null) return refuse('not-found')
    if (typed.happenedOn > dayOf(ctx.now)) return refuse('credit.day-ahead', { field: 'happenedOn' })
    if (typed.year !== undefined && typed.year > Number(typed.happenedOn.slice(0, 4)))
      return refuse('credit.year-ahead', { field: 'year' })
    const kept = await keepDocument(tx, ctx, file, { bodyId })
    if (!kept.ok) return kept
    const body = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { regionId: true } })
    const { id } = await tx.creditEvent.create({
      data: {
        ...typed,
        happenedOn: dateOfDay(typed.happenedOn),
        fineFen: typed.fineFen ?? null,
        year: typed.year ?? null,
        conclusion: typed.conclusion ?? null,
        regionId: body.regionId,
        fileId: kept.fileId,
        recordedById: accountId,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'credit.entered',
      entity: 'credit-event',
      entityId: id,
      bodyId,
      data: { kind: typed.kind },
    })
    return ok({ eventId: id })
  })

async function holdOpen(tx: Tx, ctx: Context, eventId: string, step: 'confirm' | 'withdraw') {
  const event = await tx.creditEvent.findUnique({ where: { id: eventId } })
  const { accountId } = ctx.actor
  if (event === null || accountId === undefined || !may(creditPolicy, 'readOpen', ctx.actor, { bodyId: event.bodyId }))
    return refuse('not-found')
  const { bodyId, recordedById } = event
  if (!may(creditPolicy, step, ctx.actor, { bodyId, recordedById }))
    return refuse(may(creditPolicy, step, ctx.actor, { bodyId }) ? 'credit.four-eyes' : 'forbidden')
  await lockOrganization(tx, event.organizationId)
  if (event.confirmedAt !== null || event.withdrawnAt !== null) return refuse('credit.decided')
  return ok({ event, accountId })
}

/** From now on it counts and everybody may read it; the organization is told, and how to answer. */
export const confirmEvent = (ctx: Context, { eventId }: { eventId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdOpen(tx, ctx, eventId, 'confirm')
    if (!held.ok) return held
    const { event, accountId } = held
    const { organizationId, bodyId, kind } = event
    await tx.creditEvent.update({ where: { id: eventId }, data: { confirmedById: accountId, confirmedAt: ctx.now } })
    await reckonSpans(tx, organizationId)
    await record(tx, ctx, {
      type: 'credit.confirmed',
      entity: 'credit-event',
      entityId: eventId,
      bodyId,
      organizationId,
      data: { kind },
      isPublic: true,
      index: [{ kind: 'organization', id: organizationId }],
    })
    const body = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { nameZh: true } })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'creditEntered', {
      bodyName: body.nameZh,
      kindKey: `credit.kind.${kind}`,
      documentNo: event.documentNo,
      summary: event.summary,
      url: `/ngo/organizations/${organizationId}/credit`,
    })
    return ok()
  })

/** Before it is confirmed, by whoever entered it or should confirm it. */
export const withdrawEvent = (ctx: Context, { eventId, reason }: { eventId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdOpen(tx, ctx, eventId, 'withdraw')
    if (!held.ok) return held
    await tx.creditEvent.update({
      where: { id: eventId },
      data: { withdrawnById: held.accountId, withdrawnAt: ctx.now, withdrawnReason: reason },
    })
    const { bodyId } = held.event
    await record(tx, ctx, { type: 'credit.withdrawn', entity: 'credit-event', entityId: eventId, bodyId })
    return ok()
  })
