import { ratingLifecycle } from '#app/domain/rating/lifecycle.ts'
import { ratingPolicy } from '#app/domain/rating/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

type Applied = { organizationId: string; roundId: string; wantedGrade: number; statement: string }

/** An organization asks to be rated. Whether it may is shown to it before, and found by the registry after. */
export const applyForRating = (ctx: Context, typed: Applied) =>
  transact<{ applicationId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { organizationId, roundId } = typed
    if (accountId === undefined || !may(ratingPolicy, 'readOwn', ctx.actor, { organizationId }))
      return refuse('not-found')
    if (!may(ratingPolicy, 'apply', ctx.actor, { organizationId })) return refuse('rating.not-certifier')
    const round = await tx.ratingRound.findUnique({ where: { id: roundId } })
    if (round === null) return refuse('not-found')
    const { id } = await tx.ratingApplication.create({
      data: { ...typed, bodyId: round.bodyId, appliedById: accountId, appliedAt: ctx.now },
      select: { id: true },
    })
    const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await record(tx, ctx, {
      type: 'rating.applied',
      entity: 'rating-application',
      entityId: id,
      bodyId: round.bodyId,
      organizationId,
    })
    await tell(tx, ctx, { bodyId: round.bodyId, roles: ['OFFICER'] }, 'ratingApplied', {
      organizationName: name,
      url: `/bureau/ratings/${id}`,
    })
    return ok({ applicationId: id })
  })

/** Taken back before anybody visited. */
export const withdrawApplication = (
  ctx: Context,
  { applicationId, version }: { applicationId: string; version: number },
) =>
  transact(ctx, async (tx) => {
    const application = await tx.ratingApplication.findUnique({ where: { id: applicationId } })
    if (application === null) return refuse('not-found')
    const { organizationId, bodyId, state } = application
    if (!may(ratingPolicy, 'readOwn', ctx.actor, { organizationId })) return refuse('not-found')
    if (!may(ratingPolicy, 'apply', ctx.actor, { organizationId })) return refuse('rating.not-certifier')
    if (ratingLifecycle.next(state, 'withdraw') === undefined) return refuse('rating.step-past')
    const { count } = await tx.ratingApplication.updateMany({
      where: { id: applicationId, version },
      data: { state: 'WITHDRAWN', version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      type: 'rating.withdrawn',
      entity: 'rating-application',
      entityId: applicationId,
      bodyId,
      organizationId,
    })
    return ok()
  })
