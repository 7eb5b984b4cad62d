import { ratingPolicy } from '#app/domain/rating/policy.ts'
import type { RecognitionTyped } from '#app/domain/rating/schema.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { keepPaper } from './store.server.ts'

/** An agreement by which a place accepts what another decides; it holds once another person confirmed it, and never before its first day. */
export const enterRecognition = (ctx: Context, { file, fromOn, toOn, ...typed }: RecognitionTyped) =>
  transact<{ recognitionId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId } = typed
    if (accountId === undefined || !may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(ratingPolicy, 'enter', ctx.actor, { bodyId })) return refuse('forbidden')
    const kept = await keepPaper(tx, ctx, file, { bodyId })
    if (!kept.ok) return kept
    const { id } = await tx.recognition.create({
      data: {
        ...typed,
        fromOn: dateOfDay(fromOn),
        toOn: toOn === undefined ? null : dateOfDay(toOn),
        fileId: kept.fileId,
        enteredById: accountId,
        enteredAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'recognition.entered', entity: 'recognition', entityId: id, bodyId })
    return ok({ recognitionId: id })
  })

async function holdRecognition(tx: Tx, ctx: Context, id: string, step: 'enter' | 'confirmEntered' | 'withdrawEntered') {
  const recognition = await tx.recognition.findUnique({ where: { id }, include: { end: true } })
  const { accountId } = ctx.actor
  if (recognition === null || accountId === undefined) return refuse('not-found')
  const { bodyId } = recognition
  // Of an agreement that holds, its end is what is entered and confirmed.
  const enteredById = recognition.confirmedAt === null ? recognition.enteredById : recognition.end?.enteredById
  if (!may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
  if (!may(ratingPolicy, step, ctx.actor, { bodyId, enteredById }))
    return refuse(may(ratingPolicy, step, ctx.actor, { bodyId }) ? 'recognition.four-eyes' : 'forbidden')
  return ok({ recognition, accountId, bodyId })
}

/** Confirms the agreement; where it holds already, its end. */
export const confirmRecognition = (ctx: Context, { recognitionId }: { recognitionId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdRecognition(tx, ctx, recognitionId, 'confirmEntered')
    if (!held.ok) return held
    const { recognition, accountId, bodyId } = held
    const data = { confirmedById: accountId, confirmedAt: ctx.now }
    if (recognition.withdrawnAt !== null) return refuse('recognition.decided')
    const { count } =
      recognition.confirmedAt === null
        ? await tx.recognition.updateMany({ where: { id: recognitionId, confirmedAt: null, withdrawnAt: null }, data })
        : await tx.recognitionEnd.updateMany({ where: { recognitionId, confirmedAt: null }, data })
    if (count === 0) return refuse('recognition.decided')
    await record(tx, ctx, {
      type: recognition.confirmedAt === null ? 'recognition.confirmed' : 'recognition.end-confirmed',
      entity: 'recognition',
      entityId: recognitionId,
      bodyId,
      isPublic: true,
    })
    return ok()
  })

export const withdrawRecognition = (ctx: Context, { recognitionId }: { recognitionId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdRecognition(tx, ctx, recognitionId, 'withdrawEntered')
    if (!held.ok) return held
    const { count } = await tx.recognition.updateMany({
      where: { id: recognitionId, confirmedAt: null, withdrawnAt: null },
      data: { withdrawnById: held.accountId, withdrawnAt: ctx.now },
    })
    if (count === 0) return refuse('recognition.decided')
    await record(tx, ctx, {
      type: 'recognition.withdrawn',
      entity: 'recognition',
      entityId: recognitionId,
      bodyId: held.bodyId,
    })
    return ok()
  })

type Ended = { recognitionId: string; endsOn: Day; documentNo: string }

/** Proposes that an agreement ends, never in the past: what was accepted while it held stays accepted. */
export const endRecognition = (ctx: Context, { recognitionId, endsOn, documentNo }: Ended) =>
  transact(ctx, async (tx) => {
    const held = await holdRecognition(tx, ctx, recognitionId, 'enter')
    if (!held.ok) return held
    const { recognition, accountId, bodyId } = held
    if (recognition.confirmedAt === null) return refuse('recognition.not-confirmed')
    if (recognition.end !== null) return refuse('recognition.decided')
    const { fromOn, toOn } = recognition
    if (endsOn < dayOf(ctx.now) || endsOn <= dayOfDate(fromOn) || (toOn !== null && endsOn >= dayOfDate(toOn)))
      return refuse('recognition.end-day', { field: 'endsOn' })
    await tx.recognitionEnd.create({
      data: { recognitionId, endsOn: dateOfDay(endsOn), documentNo, enteredById: accountId, enteredAt: ctx.now },
    })
    await record(tx, ctx, { type: 'recognition.end-entered', entity: 'recognition', entityId: recognitionId, bodyId })
    return ok()
  })
