import { moveIntoTerm } from '#app/domain/call/copy-call.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { groupsInForce } from './groups-in-force.server.ts'
import { readFormItems } from './read-form.server.ts'
import { writeFormItems } from './set-form.server.ts'
import { lockCall } from './store.server.ts'

type CopyCall = {
  callId: string
  /** The second try of a call that ended without an award: both pages name one another. */
  isRetender: boolean
  title: string
  bidDeadlineAt: Date
  startsOn: Day
  endsOn: Day
}

/**
 * A new draft with everything an old call of the body asked for, and none of its dates: milestones keep their place in the new
 * term. Documents, the document number and the confirmation about the negative list belong to the old one and stay there.
 */
export const copyCall = (ctx: Context, { callId, isRetender, title, bidDeadlineAt, startsOn, endsOn }: CopyCall) =>
  transact<{ callId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const old = await lockCall(tx, callId)
    if (old === null || accountId === undefined || !may(callPolicy, 'readInside', ctx.actor, callFacts(old)))
      return refuse('not-found')
    if (!may(callPolicy, 'draft', ctx.actor, callFacts(old))) return refuse('forbidden')
    if (isRetender && !may(callPolicy, 'retender', ctx.actor, callFacts(old))) return refuse('call.not-ended')
    const criteria = await tx.criterion.findMany({
      where: { callId },
      omit: { id: true },
      orderBy: { position: 'asc' },
    })
    const milestones = await tx.callMilestone.findMany({
      where: { callId },
      omit: { id: true },
      orderBy: { position: 'asc' },
    })
    const conditions = await tx.callCondition.findMany({
      where: { callId },
      omit: { id: true },
      orderBy: { position: 'asc' },
    })
    const matching = await tx.matchingRule.findUnique({ where: { callId } })
    const feeTerms = await tx.callFeeTerms.findUnique({ where: { callId } })
    const groups = await tx.callGroup.findMany({ where: { callId, groupCode: { in: await groupsInForce(tx, ctx) } } })
    const posts = await tx.callPost.findMany({ where: { callId }, orderBy: { position: 'asc' } })
    const scoring = await tx.callScoring.findUnique({ where: { callId } })
    const items = await readFormItems(tx, callId)
    const required = await tx.requiredDocument.findMany({ where: { callId }, select: { kind: true } })
    const { id: newId } = await tx.call.create({
      data: {
        bodyId: old.bodyId,
        fundId: old.fundId,
        regime: old.regime,
        method: old.method,
        instrument: old.instrument,
        fundingKind: old.fundingKind,
        title,
        summary: old.summary,
        requirement: old.requirement,
        beneficiaries: old.beneficiaries,
        field: old.field,
        regionId: old.regionId,
        budgetFen: old.budgetFen,
        ceilingFen: old.ceilingFen,
        quorum: old.quorum,
        reservation: old.reservation,
        bidBondFen: old.bidBondFen,
        performanceBondBps: old.performanceBondBps,
        awardMode: old.awardMode,
        allowsConsortium: old.allowsConsortium,
        bidDeadlineAt,
        startsOn: dateOfDay(startsOn),
        endsOn: dateOfDay(endsOn),
        copiedFromId: old.id,
        retenderOfId: isRetender ? old.id : null,
        draftedById: accountId,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await tx.criterion.createMany({ data: criteria.map((row) => ({ ...row, callId: newId })) })
    if (scoring !== null) await tx.callScoring.create({ data: { ...scoring, callId: newId } })
    if (matching !== null) await tx.matchingRule.create({ data: { ...matching, callId: newId } })
    if (feeTerms !== null) await tx.callFeeTerms.create({ data: { ...feeTerms, callId: newId } })
    await tx.callGroup.createMany({ data: groups.map((row) => ({ ...row, callId: newId })) })
    await tx.callPost.createMany({ data: posts.map((row) => ({ ...row, callId: newId })) })
    await tx.callCondition.createMany({ data: conditions.map((row) => ({ ...row, callId: newId })) })
    await writeFormItems(tx, newId, items)
    await tx.requiredDocument.createMany({ data: required.map(({ kind }) => ({ callId: newId, kind })) })
    const oldTerm = { startsOn: dayOfDate(old.startsOn), endsOn: dayOfDate(old.endsOn) }
    const moved = moveIntoTerm(
      milestones.map((row) => ({ ...row, dueOn: dayOfDate(row.dueOn) })),
      oldTerm,
      { startsOn, endsOn },
    )
    await tx.callMilestone.createMany({
      data: moved.map(({ dueOn, ...row }) => ({ ...row, callId: newId, dueOn: dateOfDay(dueOn) })),
    })
    await record(tx, ctx, {
      type: 'call.copied',
      entity: 'call',
      entityId: newId,
      bodyId: old.bodyId,
      callId: newId,
      data: { from: old.id, isRetender },
    })
    return ok({ callId: newId })
  })
