import { isUnmet } from '#app/domain/eligibility/explained.ts'
import { ratingEligibility } from '#app/domain/rating/eligibility.ts'
import { type RatingEvent, ratingLifecycle } from '#app/domain/rating/lifecycle.ts'
import { ratingPolicy } from '#app/domain/rating/policy.ts'
import { gradeOf, lastDayOf } from '#app/domain/rating/rule.ts'
import { type Day, dayOf, toDay } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { addWorkingDays } from '#app/domain/shared/working-days.ts'
import { keepFact, lockOrganization, lawOf } from '#app/services/credit/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Fact, record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { readRatingFacts } from './queries/rating-facts.server.ts'
import { readRatingRule } from './store.server.ts'

type Step = 'check' | 'visit' | 'assess' | 'decide' | 'confirm'
type Held = { applicationId: string; version: number }

/** The application, for somebody who may take this step; nobody judges twice. */
async function hold(tx: Tx, ctx: Context, applicationId: string, step: Step, event: RatingEvent) {
  const application = await tx.ratingApplication.findUnique({ where: { id: applicationId } })
  const { accountId } = ctx.actor
  if (application === null || accountId === undefined) return refuse('not-found')
  const { bodyId, assessorId, decidedById, state } = application
  if (!may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
  if (!may(ratingPolicy, step, ctx.actor, { bodyId, assessorId, decidedById }))
    return refuse(may(ratingPolicy, step, ctx.actor, { bodyId }) ? 'rating.own-judgment' : 'forbidden')
  const next = ratingLifecycle.next(state, event)
  if (next === undefined) return refuse('rating.step-past')
  return ok({ application, accountId, next })
}

async function move(
  tx: Tx,
  ctx: Context,
  { applicationId, version }: Held,
  data: Prisma.RatingApplicationUncheckedUpdateManyInput,
  type: string,
  more: Pick<Fact, 'isPublic' | 'index' | 'data'> = {},
) {
  const { count } = await tx.ratingApplication.updateMany({
    where: { id: applicationId, version },
    data: { ...data, version: { increment: 1 } },
  })
  if (count === 0) return stale()
  const { bodyId, organizationId } = await tx.ratingApplication.findUniqueOrThrow({ where: { id: applicationId } })
  await record(tx, ctx, {
    type,
    entity: 'rating-application',
    entityId: applicationId,
    bodyId,
    organizationId,
    ...more,
  })
  return ok({ bodyId, organizationId })
}

const ownersOf = (organizationId: string) => ({ organizationId, roles: ['OWNER', 'CERTIFIER'] }) as const

/** Found eligible, or not and why. Who does not meet a condition is not accepted, whatever anybody says. */
export const checkApplication = (ctx: Context, input: Held & { isAccepted: boolean; reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input.applicationId, 'check', input.isAccepted ? 'accept' : 'refuse')
    if (!held.ok) return held
    const { application, accountId, next } = held
    const { organizationId, wantedGrade } = application
    const today = dayOf(ctx.now)
    if (input.isAccepted) {
      const rule = await readRatingRule(tx, today)
      const facts = await readRatingFacts(tx, organizationId, wantedGrade, rule, today)
      if (facts === null) return refuse('not-found')
      if (ratingEligibility(facts, rule, today).some(isUnmet)) return refuse('rating.not-eligible')
    }
    const moved = await move(
      tx,
      ctx,
      input,
      {
        state: next,
        checkedById: accountId,
        checkedAt: ctx.now,
        refusedReason: input.isAccepted ? '' : input.reason,
      },
      input.isAccepted ? 'rating.accepted' : 'rating.refused',
    )
    if (!moved.ok) return moved
    await tell(tx, ctx, ownersOf(organizationId), 'ratingChecked', {
      outcomeKey: input.isAccepted ? 'rating.outcome.accepted' : 'rating.outcome.refused',
      reason: input.reason,
      url: `/ngo/organizations/${organizationId}/rating`,
    })
    return ok()
  })

/** The site visit, and who makes it: the same person proposes the points. */
export const recordVisit = (ctx: Context, input: Held & { visitedOn: Day; visitNote: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input.applicationId, 'visit', 'visit')
    if (!held.ok) return held
    if (input.visitedOn > dayOf(ctx.now)) return refuse('rating.day-ahead', { field: 'visitedOn' })
    return move(
      tx,
      ctx,
      input,
      {
        state: held.next,
        visitedOn: dateOfDay(input.visitedOn),
        visitNote: input.visitNote,
        assessorId: held.accountId,
      },
      'rating.visited',
    )
  })

export const assess = (ctx: Context, input: Held & { points: number; assessment: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input.applicationId, 'assess', 'assess')
    if (!held.ok) return held
    return move(
      tx,
      ctx,
      input,
      {
        state: held.next,
        assessorId: held.accountId,
        assessedAt: ctx.now,
        proposedPoints: input.points,
        assessment: input.assessment,
      },
      'rating.assessed',
    )
  })

/**
 * The committee's decision by another than the assessor. The grade follows from the points; more than was asked for is not given, and
 * the step to the next grade is not jumped. With it the public notice begins.
 */
export const decideRating = (ctx: Context, input: Held & { points: number; reason: string; documentNo: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input.applicationId, 'decide', 'decide')
    if (!held.ok) return held
    const { organizationId, wantedGrade } = held.application
    const today = dayOf(ctx.now)
    const rule = await readRatingRule(tx, today)
    const until = addWorkingDays(today, rule.noticeDays, await readCalendar(tx))
    if (!until.ok) return until
    const byPoints = Math.min(gradeOf(input.points, rule.bands), wantedGrade)
    const grade = await highestStep(tx, organizationId, byPoints, rule, today)
    const moved = await move(
      tx,
      ctx,
      input,
      {
        state: held.next,
        decidedById: held.accountId,
        decidedAt: ctx.now,
        points: input.points,
        grade,
        decisionReason: input.reason,
        decisionNo: input.documentNo,
        noticeUntil: dateOfDay(until.day),
      },
      'rating.decided',
    )
    if (!moved.ok) return moved
    await tell(tx, ctx, ownersOf(organizationId), 'ratingNoticed', {
      gradeText: grade === 0 ? '—' : `${grade}A`,
      pointsText: String(input.points),
      untilOn: until.day,
      url: `/ratings/${input.applicationId}`,
    })
    return ok({ grade })
  })

async function highestStep(
  tx: Tx,
  organizationId: string,
  byPoints: number,
  { stepFromGrade, stepYears }: { stepFromGrade: number; stepYears: number },
  today: Day,
): Promise<number> {
  for (let grade = byPoints; grade >= stepFromGrade; grade -= 1) {
    const [row] = await tx.$queryRaw<{ held: boolean }[]>`
      SELECT rating_was_held(${organizationId}::uuid, ${grade - 1}::int, ${stepYears}::int, ${today}::date) AS held`
    if (row?.held === true) return grade
  }
  return Math.min(byPoints, stepFromGrade - 1)
}

/** After the notice and with every complaint answered, by a third person: the rating is in force, and told to everybody. */
export const confirmRating = (ctx: Context, input: Held & { plaqueNo: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input.applicationId, 'confirm', 'confirm')
    if (!held.ok) return held
    const { application, accountId, next } = held
    const { organizationId, bodyId, grade, noticeUntil, decidedById, decidedAt, decisionNo } = application
    if (grade === null || noticeUntil === null || decidedById === null || decidedAt === null)
      return refuse('rating.step-past')
    const today = dayOf(ctx.now)
    if (today <= toDay(dayOfDate(noticeUntil))) return refuse('rating.notice-runs')
    const rule = await readRatingRule(tx, today)
    if (grade < rule.plaqueFromGrade && input.plaqueNo !== '') return refuse('rating.no-plaque', { field: 'plaqueNo' })
    await lockOrganization(tx, organizationId)
    if (grade > 0) {
      const body = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { regionId: true } })
      const validUntil = lastDayOf(today, rule)
      await tx.ratingDecision.create({
        data: {
          organizationId,
          grade,
          regionId: body.regionId,
          documentNo: decisionNo,
          decidedOn: dateOfDay(dayOf(decidedAt)),
          validFrom: dateOfDay(today),
          validUntil: dateOfDay(validUntil),
          applicationId: input.applicationId,
          bodyId,
          enteredById: decidedById,
          enteredAt: ctx.now,
          confirmedById: accountId,
          confirmedAt: ctx.now,
        },
      })
      await keepFact(tx, ctx, {
        organizationId,
        bodyId,
        kind: 'RATING',
        happenedOn: today,
        legalBasis: lawOf(rule.sourceZh),
        documentNo: decisionNo,
        summary: `${grade}A`,
        rating: grade,
        validUntil,
        recordedById: decidedById,
        confirmedById: accountId,
      })
    }
    const moved = await move(tx, ctx, input, { state: next, plaqueNo: input.plaqueNo }, 'rating.confirmed', {
      isPublic: true,
      data: { grade },
      index: [{ kind: 'organization', id: organizationId }],
    })
    if (!moved.ok) return moved
    await tell(tx, ctx, ownersOf(organizationId), 'ratingConfirmed', {
      gradeText: grade === 0 ? '—' : `${grade}A`,
      documentNo: decisionNo,
      url: `/organizations/${organizationId}/standing`,
    })
    return ok()
  })
