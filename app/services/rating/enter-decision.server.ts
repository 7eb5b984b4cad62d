import { ratingPolicy } from '#app/domain/rating/policy.ts'
import { lastDayOf } from '#app/domain/rating/rule.ts'
import type { EnterRatingTyped } from '#app/domain/rating/schema.ts'
import { type Day, dayOf, toDay } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { keepFact, lockOrganization, lawOf } from '#app/services/credit/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { keepPaper, readRatingRule } from './store.server.ts'

/** A rating that was decided elsewhere, or here before the registry rated on this site: with its document. Counts once another confirmed it. */
export const enterDecision = (ctx: Context, { file, origin, regionId, ...typed }: EnterRatingTyped) =>
  transact<{ decisionId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId, organizationId, decidedOn, validFrom, validUntil } = typed
    if (accountId === undefined || !may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(ratingPolicy, 'enter', ctx.actor, { bodyId })) return refuse('forbidden')
    if ((await lockOrganization(tx, organizationId)) === null) return refuse('not-found')
    if (decidedOn > dayOf(ctx.now)) return refuse('rating.day-ahead', { field: 'decidedOn' })
    const rule = await readRatingRule(tx, validFrom)
    if (validUntil > lastDayOf(validFrom, rule)) return refuse('rating.too-long', { field: 'validUntil' })
    const kept = await keepPaper(tx, ctx, file, { bodyId })
    if (!kept.ok) return kept
    const body = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { regionId: true } })
    const twin = await tx.ratingDecision.findFirst({
      where: {
        organizationId,
        regionId: placeOf(origin, regionId, body.regionId),
        validFrom: dateOfDay(validFrom),
        withdrawnAt: null,
      },
    })
    if (twin !== null) return refuse('rating.entered-already', { field: 'validFrom' })
    const { id } = await tx.ratingDecision.create({
      data: {
        ...typed,
        regionId: placeOf(origin, regionId, body.regionId),
        decidedOn: dateOfDay(decidedOn),
        validFrom: dateOfDay(validFrom),
        validUntil: dateOfDay(validUntil),
        fileId: kept.fileId,
        enteredById: accountId,
        enteredAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'rating.entered', entity: 'rating-decision', entityId: id, bodyId, organizationId })
    return ok({ decisionId: id })
  })

const placeOf = (origin: EnterRatingTyped['origin'], regionId: string | undefined, own: string): string | null =>
  origin === 'OWN' ? own : origin === 'PLACE' ? (regionId ?? null) : null

async function holdEntered(tx: Tx, ctx: Context, decisionId: string, step: 'confirmEntered' | 'withdrawEntered') {
  const decision = await tx.ratingDecision.findUnique({ where: { id: decisionId } })
  const { accountId } = ctx.actor
  if (decision === null || accountId === undefined) return refuse('not-found')
  const { bodyId, enteredById, organizationId } = decision
  if (!may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
  if (!may(ratingPolicy, step, ctx.actor, { bodyId, enteredById }))
    return refuse(may(ratingPolicy, step, ctx.actor, { bodyId }) ? 'rating.four-eyes' : 'forbidden')
  await lockOrganization(tx, organizationId)
  if (decision.confirmedAt !== null || decision.withdrawnAt !== null) return refuse('rating.decided')
  return ok({ decision, accountId })
}

/** From now on it counts, and everybody may read it with its document. */
export const confirmDecision = (ctx: Context, { decisionId }: { decisionId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEntered(tx, ctx, decisionId, 'confirmEntered')
    if (!held.ok) return held
    const { decision, accountId } = held
    const { organizationId, bodyId, grade, documentNo } = decision
    await tx.ratingDecision.update({
      where: { id: decisionId },
      data: { confirmedById: accountId, confirmedAt: ctx.now },
    })
    await noteInCredit(tx, ctx, decision, accountId)
    await record(tx, ctx, {
      type: 'rating.entered-confirmed',
      entity: 'rating-decision',
      entityId: decisionId,
      bodyId,
      organizationId,
      data: { grade },
      isPublic: true,
      index: [{ kind: 'organization', id: organizationId }],
    })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'ratingConfirmed', {
      gradeText: `${grade}A`,
      documentNo,
      url: `/organizations/${organizationId}/standing`,
    })
    return ok()
  })

type Decision = NonNullable<Awaited<ReturnType<Tx['ratingDecision']['findUnique']>>>

/** On the credit timeline, where the registry is the organization's own: others keep no credit records of it. */
async function noteInCredit(tx: Tx, ctx: Context, decision: Decision, confirmedById: string): Promise<void> {
  const { organizationId, bodyId, grade, documentNo, enteredById } = decision
  const [home] = await tx.$queryRaw<{ isOwn: boolean }[]>`
    SELECT region_within(o.region_id, b.region_id) AS "isOwn" FROM organization o, body b WHERE o.id = ${organizationId}::uuid AND b.id = ${bodyId}::uuid`
  const on: Day = toDay(dayOfDate(decision.validFrom))
  if (home?.isOwn !== true || on > dayOf(ctx.now)) return
  await keepFact(tx, ctx, {
    organizationId,
    bodyId,
    kind: 'RATING',
    happenedOn: on,
    legalBasis: lawOf((await readRatingRule(tx, on)).sourceZh),
    documentNo,
    summary: `${decision.authorityName} ${grade}A`.trim(),
    rating: grade,
    validUntil: toDay(dayOfDate(decision.validUntil)),
    recordedById: enteredById,
    confirmedById,
  })
}

/** Before it is confirmed, by whoever entered it or should confirm it. */
export const withdrawDecision = (ctx: Context, { decisionId, reason }: { decisionId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEntered(tx, ctx, decisionId, 'withdrawEntered')
    if (!held.ok) return held
    await tx.ratingDecision.update({
      where: { id: decisionId },
      data: { withdrawnById: held.accountId, withdrawnAt: ctx.now, withdrawnReason: reason },
    })
    const { bodyId, organizationId } = held.decision
    await record(tx, ctx, {
      type: 'rating.entry-withdrawn',
      entity: 'rating-decision',
      entityId: decisionId,
      bodyId,
      organizationId,
    })
    return ok()
  })

type Revoked = { decisionId: string; revokedOn: Day; reason: string; documentNo: string }

/** A rating is taken away: proposed by one, in force once another confirms. */
export const proposeRevocation = (ctx: Context, { decisionId, revokedOn, ...typed }: Revoked) =>
  transact<{ revocationId: string }>(ctx, async (tx) => {
    const decision = await tx.ratingDecision.findUnique({ where: { id: decisionId }, include: { revocation: true } })
    const { accountId } = ctx.actor
    if (decision === null || accountId === undefined) return refuse('not-found')
    const { bodyId, organizationId } = decision
    if (!may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(ratingPolicy, 'enter', ctx.actor, { bodyId })) return refuse('forbidden')
    if (decision.confirmedAt === null) return refuse('rating.not-confirmed')
    if (decision.revocation !== null) return refuse('rating.decided')
    if (revokedOn > dayOf(ctx.now) || revokedOn < dayOfDate(decision.validFrom))
      return refuse('rating.revoked-day', { field: 'revokedOn' })
    const { id } = await tx.ratingRevocation.create({
      data: { ...typed, decisionId, revokedOn: dateOfDay(revokedOn), enteredById: accountId, enteredAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'rating.revocation-proposed',
      entity: 'rating-decision',
      entityId: decisionId,
      bodyId,
      organizationId,
    })
    return ok({ revocationId: id })
  })

export const confirmRevocation = (ctx: Context, { revocationId }: { revocationId: string }) =>
  transact(ctx, async (tx) => {
    const revocation = await tx.ratingRevocation.findUnique({
      where: { id: revocationId },
      include: { decision: true },
    })
    const { accountId } = ctx.actor
    if (revocation === null || accountId === undefined) return refuse('not-found')
    const { bodyId, organizationId, grade } = revocation.decision
    const { enteredById } = revocation
    if (!may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(ratingPolicy, 'confirmEntered', ctx.actor, { bodyId, enteredById }))
      return refuse(may(ratingPolicy, 'confirmEntered', ctx.actor, { bodyId }) ? 'rating.four-eyes' : 'forbidden')
    const { count } = await tx.ratingRevocation.updateMany({
      where: { id: revocationId, confirmedAt: null },
      data: { confirmedById: accountId, confirmedAt: ctx.now },
    })
    if (count === 0) return refuse('rating.decided')
    await record(tx, ctx, {
      type: 'rating.revoked',
      entity: 'rating-decision',
      entityId: revocation.decisionId,
      bodyId,
      organizationId,
      data: { grade },
      isPublic: true,
      index: [{ kind: 'organization', id: organizationId }],
    })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'ratingRevoked', {
      gradeText: `${grade}A`,
      reason: revocation.reason,
      documentNo: revocation.documentNo,
      url: `/organizations/${organizationId}/standing`,
    })
    return ok()
  })
