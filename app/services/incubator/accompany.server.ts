import { gradeOf, pointUp } from '#app/domain/incubator/assessment.ts'
import { isTenant } from '#app/domain/incubator/lifecycle.ts'
import type { IncubatorService } from '#app/domain/incubator/terms.ts'
import { addYears, type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import {
  type Action,
  type Held,
  hold,
  note,
  readCriteria,
  readRule,
  tellTenant,
  tellBody,
  touch,
} from './store.server.ts'

type Of = { incubationId: string }

/** A tenancy that runs, on a day of it that has come. */
async function holdTenant(tx: Tx, ctx: Context, input: Of & { version?: number }, action: Action, on?: Day) {
  const held = await hold(tx, ctx, input, action)
  if (!held.ok) return held
  const { state, fromOn } = held.incubation
  if (!isTenant(state)) return refuse('incubation.wrong-state')
  if (on !== undefined && (on > dayOf(ctx.now) || (fromOn !== null && on < dayOfDate(fromOn))))
    return refuse('incubation.day')
  return held
}

const atField = <T extends object>(outcome: Outcome<T>, field: string): Outcome<T> =>
  outcome.ok || outcome.refusal.code !== 'incubation.day'
    ? outcome
    : { ok: false, refusal: { ...outcome.refusal, field } }

type Plan = Of & {
  version: number
  mentor: string
  planServices: IncubatorService[]
  goals: { text: string; dueOn: Day }[]
}

/** Services, mentor and goals. A goal that was reached stays; the others are written anew. */
export const setPlan = (ctx: Context, { goals, mentor, planServices, ...input }: Plan) =>
  transact(ctx, async (tx) => {
    const held = await holdTenant(tx, ctx, input, 'accompany')
    if (!held.ok) return held
    const { id, fromOn, toOn } = held.incubation
    // What is further off is a slip of the pen.
    const far = goals.findIndex(
      ({ dueOn }) =>
        fromOn === null || toOn === null || dueOn < dayOfDate(fromOn) || dueOn > addYears(dayOfDate(toOn), 1),
    )
    if (far >= 0) return refuse('incubation.goal-day', { field: `goals[${far}].dueOn` })
    await tx.incubationGoal.deleteMany({ where: { incubationId: id, doneOn: null } })
    const reached = await tx.incubationGoal.findMany({ where: { incubationId: id } })
    const fresh = goals.filter(({ text }) => !reached.some((goal) => goal.text === text))
    if (reached.length + fresh.length > 20) return refuse('incubation.too-many-goals')
    const top = Math.max(0, ...reached.map(({ position }) => position))
    await tx.incubationGoal.createMany({
      data: fresh.map(({ text, dueOn }, index) => ({
        incubationId: id,
        position: Math.min(20, top + index + 1),
        text,
        dueOn: dateOfDay(dueOn),
      })),
    })
    const touched = await touch(tx, held.incubation, { mentor, planServices })
    if (!touched.ok) return touched
    await note(tx, ctx, held, 'incubation.planned')
    await tellTenant(tx, ctx, held, 'planned')
    return ok()
  })

export const reachGoal = (ctx: Context, { goalId, ...input }: Of & { goalId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdTenant(tx, ctx, input, 'accompany')
    if (!held.ok) return held
    const { count } = await tx.incubationGoal.updateMany({
      where: { id: goalId, incubationId: input.incubationId, doneOn: null },
      data: { doneOn: dateOfDay(dayOf(ctx.now)), doneById: ctx.actor.accountId ?? null },
    })
    if (count === 0) return refuse('incubation.decided')
    await note(tx, ctx, held, 'incubation.goal-reached')
    return ok()
  })

type Service = Of & { kind: IncubatorService; givenOn: Day; hours: string; what: string; byName: string }

/** What was done for the tenant. The same again on the same day is the same: a second press adds nothing. */
export const recordService = (ctx: Context, { incubationId, givenOn, ...service }: Service) =>
  transact(ctx, async (tx) => {
    const held = atField(await holdTenant(tx, ctx, { incubationId }, 'accompany', givenOn), 'givenOn')
    if (!held.ok) return held
    const once = {
      incubationId,
      givenOn: dateOfDay(givenOn),
      kind: service.kind,
      byName: service.byName,
      what: service.what,
    }
    if ((await tx.incubationService.count({ where: once })) > 0) return ok()
    await tx.incubationService.create({
      data: { ...once, hours: service.hours, recordedById: ctx.actor.accountId ?? '', recordedAt: ctx.now },
      select: { id: true },
    })
    await note(tx, ctx, held, 'incubation.served')
    await tellTenant(tx, ctx, held, 'served', service.what)
    return ok()
  })

/** The tenant says whether it was so: hours count from then on, or are disputed with a reason. */
export const answerService = (
  ctx: Context,
  { serviceId, isRight, reason, ...input }: Of & { serviceId: string; isRight: boolean; reason: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'confirm')
    if (!held.ok) return held
    const service = await tx.incubationService.findFirst({ where: { id: serviceId, incubationId: input.incubationId } })
    if (service === null) return refuse('not-found')
    if (service.confirmedAt !== null || service.disputedAt !== null) return refuse('incubation.decided')
    if (service.recordedById === ctx.actor.accountId) return refuse('account.interested')
    await tx.incubationService.updateMany({
      where: { id: serviceId },
      data: isRight
        ? { confirmedAt: ctx.now, confirmedById: ctx.actor.accountId ?? null }
        : { disputedAt: ctx.now, disputedReason: reason },
    })
    await note(tx, ctx, held, isRight ? 'incubation.service-confirmed' : 'incubation.service-disputed')
    if (!isRight) await tellBody(tx, ctx, held, 'disputed', ['OFFICER'])
    return ok()
  })

/** Seed money is a project of this site that the tenant was given; money itself moves through the ledger. */
export const addSeed = (ctx: Context, { projectNo, ...input }: Of & { projectNo: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdTenant(tx, ctx, input, 'accompany')
    if (!held.ok) return held
    const project = await tx.project.findUnique({ where: { projectNo }, select: { id: true, organizationId: true } })
    if (project === null || project.organizationId !== held.incubation.organizationId)
      return refuse('incubation.seed-elsewhere', { field: 'projectNo' })
    const known = await tx.incubationSeed.findUnique({ where: { projectId: project.id } })
    if (known !== null) return refuse('incubation.seed-known', { field: 'projectNo' })
    await tx.incubationSeed.create({
      data: {
        incubationId: input.incubationId,
        projectId: project.id,
        recordedById: ctx.actor.accountId ?? '',
        recordedAt: ctx.now,
      },
    })
    await note(tx, ctx, held, 'incubation.seeded', { projectId: project.id })
    return ok()
  })

type Assess = Of & { assessedOn: Day; points: Readonly<Record<string, string | undefined>>; advice: string }

/** Periodic assessment: points by the criteria of the day, what they come to, and advice. */
export const assessTenant = (ctx: Context, { incubationId, assessedOn, points, advice }: Assess) =>
  transact(ctx, async (tx) => {
    const held: Outcome<Held> = atField(
      await holdTenant(tx, ctx, { incubationId }, 'accompany', assessedOn),
      'assessedOn',
    )
    if (!held.ok) return held
    const pointed = pointUp(await readCriteria(tx, assessedOn), points)
    if (!pointed.ok) return pointed
    const once = { incubationId_assessedOn: { incubationId, assessedOn: dateOfDay(assessedOn) } }
    if ((await tx.incubationAssessment.findUnique({ where: once })) !== null)
      return refuse('incubation.assessed-already', { field: 'assessedOn' })
    const grade = gradeOf(pointed.total, await readRule(tx, assessedOn))
    await tx.incubationAssessment.create({
      data: {
        incubationId,
        assessedOn: dateOfDay(assessedOn),
        points: pointed.points,
        total: pointed.total,
        grade,
        advice,
        assessedById: ctx.actor.accountId ?? '',
        assessedAt: ctx.now,
      },
      select: { id: true },
    })
    await note(tx, ctx, held, 'incubation.assessed', { data: { total: pointed.total, grade } })
    await tellTenant(tx, ctx, held, 'assessed', advice)
    return ok()
  })

export const replyToAssessment = (
  ctx: Context,
  { assessmentId, reply, ...input }: Of & { assessmentId: string; reply: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'sign')
    if (!held.ok) return held
    const { count } = await tx.incubationAssessment.updateMany({
      where: { id: assessmentId, incubationId: input.incubationId, repliedAt: null },
      data: { reply, repliedAt: ctx.now, repliedById: ctx.actor.accountId ?? null },
    })
    if (count === 0) return refuse('incubation.decided')
    await note(tx, ctx, held, 'incubation.replied')
    await tellBody(tx, ctx, held, 'replied', ['OFFICER'])
    return ok()
  })
