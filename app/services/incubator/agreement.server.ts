import { createHash } from 'node:crypto'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import { addDays, addMonths, type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { type Held, hold, move, nameOf, note, readRule, tellBody, tellTenant, touch } from './store.server.ts'

type Offer = {
  incubationId: string
  version: number
  seats: number
  areaM2: number
  fromOn: Day
  toOn: Day
  terms: string
}

const indexOf = ({ incubation: { organizationId } }: Pick<Held, 'incubation'>) =>
  organizationId === null ? {} : { index: [{ kind: 'organization' as const, id: organizationId }] }

/** The incubator signs and offers: what both sides sign is one text, kept with its SHA-256. In a tenancy it is the extension asked for. */
export const offerAgreement = (ctx: Context, { incubationId, version, ...offer }: Offer) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, { incubationId, version }, 'decide')
    if (!held.ok) return held
    const { incubation, base } = held
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('forbidden')
    if (incubation.state !== 'ADMITTED' && incubation.state !== 'ACTIVE') return refuse('incubation.wrong-state')
    const made = await tx.incubationAgreement.findMany({ where: { incubationId, withdrawnAt: null } })
    if (made.some(({ signedAt }) => signedAt === null)) return refuse('incubation.offer-open')
    const rule = await readRule(tx, dayOf(ctx.now))
    const number = made.length + 1
    if (number > 1 && incubation.extensionAskedAt === null) return refuse('incubation.not-asked')
    if (number > 1 + rule.extensionsMax) return refuse('incubation.extended-already')
    const months = number === 1 ? rule.termMonths : rule.extensionMonths
    if (offer.toOn < offer.fromOn) return refuse('incubation.ends-before', { field: 'toOn' })
    if (offer.toOn >= addMonths(offer.fromOn, months))
      return refuse('incubation.term-too-long', { field: 'toOn', data: { months } })
    if (number > 1 && incubation.toOn !== null && offer.fromOn !== addDays(dayOfDate(incubation.toOn), 1))
      return refuse('incubation.extension-day', { field: 'fromOn' })
    const body = await tx.body.findUniqueOrThrow({ where: { id: base.bodyId ?? '' }, select: { nameZh: true } })
    const contentText = canonicalJson({
      incubator: base.nameZh,
      body: body.nameZh,
      tenant: await nameOf(tx, incubation),
      isRegistered: incubation.organizationId !== null,
      kind: incubation.kind,
      number,
      ...offer,
    })
    await tx.incubationAgreement.create({
      data: {
        incubationId,
        number,
        seats: offer.seats,
        areaM2: offer.areaM2,
        fromOn: dateOfDay(offer.fromOn),
        toOn: dateOfDay(offer.toOn),
        terms: offer.terms,
        contentText,
        contentSha256: createHash('sha256').update(contentText, 'utf8').digest('hex'),
        offeredById: accountId,
        offeredAt: ctx.now,
      },
      select: { id: true },
    })
    await note(tx, ctx, held, 'incubation.offered')
    await tellTenant(tx, ctx, held, number === 1 ? 'offered' : 'extensionOffered')
    return touch(tx, incubation, {})
  })

/** The tenant signs over the hash that was on the page: from the first day named there it is in the incubator. */
export const signAgreement = (
  ctx: Context,
  { incubationId, agreementId, contentSha256 }: { incubationId: string; agreementId: string; contentSha256: string },
) =>
  transact<{ isExtension: boolean }>(ctx, async (tx) => {
    const held = await hold(tx, ctx, { incubationId }, 'sign')
    if (!held.ok) return held
    const agreement = await tx.incubationAgreement.findFirst({ where: { id: agreementId, incubationId } })
    if (agreement === null) return refuse('not-found')
    if (agreement.signedAt !== null || agreement.withdrawnAt !== null) return refuse('incubation.decided')
    if (agreement.contentSha256 !== contentSha256) return refuse('incubation.hash-mismatch')
    await tx.incubationAgreement.updateMany({
      where: { id: agreementId },
      data: { signedAt: ctx.now, signedById: ctx.actor.accountId ?? null },
    })
    if (agreement.number === 1) {
      const moved = await move(tx, held.incubation, 'sign')
      if (!moved.ok) return moved
    }
    await note(tx, ctx, held, agreement.number === 1 ? 'incubation.signed' : 'incubation.extended', {
      data: { contentSha256 },
      isPublic: true,
      ...indexOf(held),
    })
    await tellBody(tx, ctx, held, agreement.number === 1 ? 'signed' : 'extended')
    return ok({ isExtension: agreement.number > 1 })
  })

/** The tenant gives it back and says what should change, or the incubator takes it back. */
export const giveBackAgreement = (
  ctx: Context,
  { incubationId, agreementId, reason }: { incubationId: string; agreementId: string; reason: string },
  side: 'sign' | 'decide',
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, { incubationId }, side)
    if (!held.ok) return held
    const { count } = await tx.incubationAgreement.updateMany({
      where: { id: agreementId, incubationId, signedAt: null, withdrawnAt: null },
      data: { withdrawnAt: ctx.now, withdrawnById: ctx.actor.accountId ?? null, withdrawnReason: reason },
    })
    if (count === 0) return refuse('incubation.decided')
    await note(tx, ctx, held, 'incubation.given-back')
    if (side === 'sign') await tellBody(tx, ctx, held, 'givenBack', ['APPROVER'])
    else await tellTenant(tx, ctx, held, 'takenBack', reason)
    return touch(tx, held.incubation, {})
  })

/** Once, before the term is over. */
export const askExtension = (ctx: Context, input: { incubationId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'sign')
    if (!held.ok) return held
    const { incubation } = held
    if (incubation.state !== 'ACTIVE') return refuse('incubation.wrong-state')
    const { extensionsMax } = await readRule(tx, dayOf(ctx.now))
    const signed = await tx.incubationAgreement.count({
      where: { incubationId: incubation.id, NOT: { signedAt: null } },
    })
    if (incubation.extensionAskedAt !== null || signed > extensionsMax) return refuse('incubation.extended-already')
    if (incubation.toOn !== null && dayOfDate(incubation.toOn) < dayOf(ctx.now)) return refuse('incubation.term-over')
    const moved = await touch(tx, incubation, { extensionAskedAt: ctx.now })
    if (!moved.ok) return moved
    await note(tx, ctx, held, 'incubation.extension-asked')
    await tellBody(tx, ctx, held, 'extensionAsked', ['APPROVER'])
    return ok()
  })
