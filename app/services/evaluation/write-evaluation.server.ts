import { drawSample, sampleSeed } from '#app/domain/evaluation/sample.ts'
import { itemsOf } from '#app/domain/evaluation/indicator-set.ts'
import type { SheetForm } from '#app/domain/evaluation/schema.ts'
import { dayOf, type Day } from '#app/domain/shared/day.ts'
import { type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factFor, type Held, holdEvaluation, readSet, touchEvaluation } from './store.server.ts'

type At = { evaluationId: string; version: number }

/** Marks, findings and what is to be said of the whole, as far as they are; the database reckons the points. */
export const saveSheet = (ctx: Context, input: SheetForm & At) =>
  transact<{ version: number }>(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'write')
    if (!held.ok) return held
    const { evaluation } = held
    const { content } = await readSet(tx, evaluation.setId)
    const known = new Set(itemsOf(content).map(({ code }) => code))
    if (input.scores.some(({ itemCode }) => !known.has(itemCode))) return refuse('evaluation.unknown-item')
    for (const { itemCode, ...mark } of input.scores)
      await tx.evaluationScore.upsert({
        where: { evaluationId_itemCode: { evaluationId: evaluation.id, itemCode } },
        create: { evaluationId: evaluation.id, itemCode, ...mark },
        update: mark,
      })
    const { summary, advice, isMisused, misuseNote } = input
    return touchEvaluation(tx, evaluation, { summary, advice, isMisused, misuseNote })
  })

export const noteVisit = (
  ctx: Context,
  input: At & { visitedOn: Day; place: string; people: string; finding: string },
): Promise<Outcome<{ version: number }>> =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'write')
    if (!held.ok) return held
    if (input.visitedOn > dayOf(ctx.now)) return refuse('evaluation.day-ahead', { field: 'visitedOn' })
    const { evaluationId, place, people, finding } = input
    await tx.evaluationVisit.create({
      data: {
        evaluationId,
        place,
        people,
        finding,
        visitedOn: dateOfDay(input.visitedOn),
        notedById: ctx.actor.accountId ?? '',
        notedAt: ctx.now,
      },
    })
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.visited' })
    return touchEvaluation(tx, held.evaluation)
  })

/** Who is asked whether the service was given: drawn by lot from the occasions held so far, by their attendance. */
export const drawEvaluationSample = (ctx: Context, input: At & { size: number }) =>
  transact<{ version: number }>(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'write')
    if (!held.ok) return held
    const { evaluation } = held
    const before = await tx.evaluationSample.findMany({ where: { evaluationId: evaluation.id } })
    // Nobody draws until they like the places.
    if (before.some(({ reached }) => reached === null)) return refuse('evaluation.sample-open')
    const frame = await readFrame(tx, ctx, held)
    const people = frame.reduce((sum, { attendance }) => sum + attendance, 0)
    if (people === 0) return refuse('evaluation.no-sessions')
    const number = before.length + 1
    const seed = sampleSeed({ evaluationId: evaluation.id, number, frame }, sha256Text)
    const places = drawSample(seed, frame, input.size, sha256Text)
    await tx.evaluationSample.create({
      data: {
        evaluationId: evaluation.id,
        number,
        seed,
        frame: people,
        drawn: Math.min(input.size, people),
        places,
        drawnById: ctx.actor.accountId ?? '',
        drawnAt: ctx.now,
      },
    })
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.sampled', data: { seed, people, number } })
    return touchEvaluation(tx, evaluation)
  })

/** Occasions held so far, by day: the order is part of the seed. */
async function readFrame(tx: Tx, ctx: Context, { project }: Held) {
  const sessions = await tx.serviceSession.findMany({
    where: { projectId: project.id, heldOn: { lte: dateOfDay(dayOf(ctx.now)) } },
    select: { id: true, attendance: true },
    orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
  })
  return sessions.map(({ id, attendance }) => ({ sessionId: id, attendance }))
}

/** How many of those drawn were reached, and how many of them said they were served. */
export const noteSampleResult = (
  ctx: Context,
  input: At & { sampleId: string; reached: number; confirmed: number },
): Promise<Outcome<{ version: number }>> =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'write')
    if (!held.ok) return held
    const sample = await tx.evaluationSample.findUnique({ where: { id: input.sampleId } })
    if (sample?.evaluationId !== held.evaluation.id) return refuse('not-found')
    if (input.reached > sample.drawn) return refuse('evaluation.more-than-drawn', { field: 'reached' })
    if (input.confirmed > input.reached) return refuse('evaluation.more-than-reached', { field: 'confirmed' })
    await tx.evaluationSample.update({
      where: { id: sample.id },
      data: { reached: input.reached, confirmed: input.confirmed },
    })
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.sample-answered' })
    return touchEvaluation(tx, held.evaluation)
  })
