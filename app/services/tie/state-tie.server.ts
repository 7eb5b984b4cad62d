import { tiePolicy } from '#app/domain/tie/policy.ts'
import type { TieTyped } from '#app/domain/tie/schema.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

type Side = 'ORGANIZATION' | 'BODY'
const step = { ORGANIZATION: 'stateForOrganization', BODY: 'stateForBody' } as const

/** One side says what ties it to the other. The other side is told; everybody may read it. */
export const stateTie = (ctx: Context, side: Side, input: TieTyped & { organizationId: string }) =>
  transact<{ tieId: string }>(ctx, async (tx) => {
    const { organizationId, bodyId, aspect, description, fromOn } = input
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(tiePolicy, step[side], ctx.actor, { organizationId, bodyId }))
      return refuse('not-found')
    if (fromOn > dayOf(ctx.now)) return refuse('tie.ahead', { field: 'fromOn' })
    const body = await tx.body.findUnique({ where: { id: bodyId }, select: { nameZh: true } })
    const organization = await tx.organization.findUnique({ where: { id: organizationId }, select: { name: true } })
    if (body === null || organization === null) return refuse('not-found')
    const { id } = await tx.organizationTie.create({
      data: {
        organizationId,
        bodyId,
        aspect,
        description,
        fromOn: dateOfDay(fromOn),
        statedBy: side,
        statedById: accountId,
        statedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'tie.stated',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      bodyId,
      isPublic: true,
      data: { tieId: id, aspect, side },
    })
    const values = { organizationName: organization.name, bodyName: body.nameZh, aspectKey: `tie.aspect.${aspect}` }
    if (side === 'BODY')
      await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'tieStated', {
        ...values,
        url: `/ngo/organizations/${organizationId}/ties`,
      })
    else
      await tell(tx, ctx, { bodyId, roles: ['OFFICER'] }, 'tieStated', {
        ...values,
        url: `/bureau/organizations/${organizationId}`,
      })
    return ok({ tieId: id })
  })

/** Whoever's side stated it says on which day it ended. It stays readable. */
export const endTie = (ctx: Context, { tieId, untilOn }: { tieId: string; untilOn: Day }) =>
  transact(ctx, async (tx) => {
    const tie = await tx.organizationTie.findUnique({ where: { id: tieId } })
    const { accountId } = ctx.actor
    if (tie === null || accountId === undefined) return refuse('not-found')
    if (!may(tiePolicy, step[tie.statedBy as Side], ctx.actor, tie)) return refuse('not-found')
    if (tie.untilOn !== null) return refuse('tie.over')
    if (untilOn > dayOf(ctx.now)) return refuse('tie.ahead', { field: 'untilOn' })
    if (untilOn < dayOfDate(tie.fromOn)) return refuse('tie.before', { field: 'untilOn' })
    await tx.organizationTie.update({
      where: { id: tieId },
      data: { untilOn: dateOfDay(untilOn), endedById: accountId },
    })
    await record(tx, ctx, {
      type: 'tie.ended',
      entity: 'organization',
      entityId: tie.organizationId,
      organizationId: tie.organizationId,
      bodyId: tie.bodyId,
      isPublic: true,
      data: { tieId },
    })
    return ok()
  })
