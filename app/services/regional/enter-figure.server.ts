import { regionalPolicy } from '#app/domain/regional/policy.ts'
import type { FigureTyped } from '#app/domain/regional/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { keepPaper } from '#app/services/rating/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** A target, a base, or a figure that is not counted here: it counts once another person of the registry confirmed it. */
export const enterFigure = (ctx: Context, { file, ...typed }: FigureTyped) =>
  transact<{ figureId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId } = typed
    if (accountId === undefined || !may(regionalPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(regionalPolicy, 'enter', ctx.actor, { bodyId })) return refuse('forbidden')
    const indicator = await tx.regionalIndicator.findUnique({ where: { code: typed.indicatorCode } })
    const region = await tx.region.findUnique({ where: { id: typed.regionId }, select: { nameZh: true } })
    if (indicator === null || region === null) return refuse('not-found')
    const kept = await keepPaper(tx, ctx, file, { bodyId })
    if (!kept.ok) return kept
    const { id } = await tx.regionalFigure.create({
      data: { ...typed, fileId: kept.fileId, enteredById: accountId, enteredAt: ctx.now },
      select: { id: true },
    })
    await tell(tx, ctx, { bodyId, roles: ['APPROVER'] }, 'regionalEntered', {
      indicatorName: indicator.nameZh,
      regionName: region.nameZh,
      url: '/bureau/indicators',
    })
    await record(tx, ctx, { type: 'regional.figure-entered', entity: 'regional_figure', entityId: id, bodyId })
    return ok({ figureId: id })
  })

async function holdFigure(tx: Tx, ctx: Context, id: string, step: 'confirm' | 'withdraw') {
  const figure = await tx.regionalFigure.findUnique({ where: { id } })
  const { accountId } = ctx.actor
  if (figure === null || accountId === undefined) return refuse('not-found')
  const { bodyId, enteredById } = figure
  if (!may(regionalPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
  if (!may(regionalPolicy, step, ctx.actor, { bodyId, enteredById }))
    return refuse(may(regionalPolicy, step, ctx.actor, { bodyId }) ? 'regional.four-eyes' : 'forbidden')
  return ok({ bodyId, accountId })
}

type Step = { figureId: string }

/** From now on it counts, and takes the place of what was confirmed before for the same place, figure and year. */
export const confirmFigure = (ctx: Context, { figureId }: Step) =>
  transact(ctx, async (tx) => {
    const held = await holdFigure(tx, ctx, figureId, 'confirm')
    if (!held.ok) return held
    const { count } = await tx.regionalFigure.updateMany({
      where: { id: figureId, confirmedAt: null, withdrawnAt: null },
      data: { confirmedById: held.accountId, confirmedAt: ctx.now },
    })
    if (count === 0) return refuse('regional.decided')
    await record(tx, ctx, {
      type: 'regional.figure-confirmed',
      entity: 'regional_figure',
      entityId: figureId,
      bodyId: held.bodyId,
      isPublic: true,
    })
    return ok()
  })

export const withdrawFigure = (ctx: Context, { figureId }: Step) =>
  transact(ctx, async (tx) => {
    const held = await holdFigure(tx, ctx, figureId, 'withdraw')
    if (!held.ok) return held
    const { count } = await tx.regionalFigure.updateMany({
      where: { id: figureId, confirmedAt: null, withdrawnAt: null },
      data: { withdrawnById: held.accountId, withdrawnAt: ctx.now },
    })
    if (count === 0) return refuse('regional.decided')
    await record(tx, ctx, {
      type: 'regional.figure-withdrawn',
      entity: 'regional_figure',
      entityId: figureId,
      bodyId: held.bodyId,
    })
    return ok()
  })
