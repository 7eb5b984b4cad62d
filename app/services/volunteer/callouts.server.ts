import { volunteerPolicy } from '#app/domain/volunteer/policy.ts'
import type { CalloutTyped } from '#app/domain/volunteer/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { calloutFact, holdCallout, readContact } from './store.server.ts'

/** Days on which a call-out may lie ahead: what is further off is a slip of the pen. */
const aheadMs = 366 * 86_400_000

/** Public from this moment. The same one sent twice is published once. */
export const publishCallout = (ctx: Context, organizationId: string, typed: CalloutTyped) =>
  transact<{ calloutId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(volunteerPolicy, 'keep', ctx.actor, { organizationId }))
      return refuse('not-found')
    const ahead = typed.startsAt.getTime() - ctx.now.getTime()
    if (ahead <= 0 || ahead > aheadMs) return refuse('volunteer.callout-day', { field: 'startsAt' })
    await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`
    const { title, startsAt } = typed
    const same = await tx.callout.findFirst({ where: { organizationId, title, startsAt, cancelledAt: null } })
    if (same !== null) return ok({ calloutId: same.id })
    const { id } = await tx.callout.create({
      data: { organizationId, ...typed, publishedById: accountId, publishedAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, { ...calloutFact({ id, organizationId }), type: 'callout.published', isPublic: true })
    return ok({ calloutId: id })
  })

/** It will not be held: whoever signed up and gave an address gets a letter. */
export const cancelCallout = (ctx: Context, { calloutId, reason }: { calloutId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdCallout(tx, ctx, calloutId, 'keep')
    if (!held.ok) return held
    const { callout, accountId } = held
    if (callout.cancelledAt !== null) return refuse('volunteer.cancelled')
    await tx.callout.updateMany({
      where: { id: calloutId },
      data: { cancelledAt: ctx.now, cancelledById: accountId, cancelledReason: reason },
    })
    await record(tx, ctx, { ...calloutFact(callout), type: 'callout.cancelled', isPublic: true })
    const { name: organizationName } = await tx.organization.findUniqueOrThrow({
      where: { id: callout.organizationId },
      select: { name: true },
    })
    const signups = await tx.volunteerSignup.findMany({
      where: { calloutId, cancelledAt: null },
      include: { volunteer: true },
    })
    for (const { volunteer } of signups) {
      const { email } = readContact(ctx.keys, volunteer.id, volunteer.contactSealed)
      if (email === '') continue
      await sendLetter(tx, ctx, {
        to: email,
        locale: volunteer.locale === 'EN' ? 'en' : 'zh-CN',
        template: 'calloutCancelled',
        values: {
          organizationName,
          calloutTitle: callout.title,
          startsAt: callout.startsAt.toISOString(),
          reason,
          url: `/volunteering/${calloutId}`,
        },
      })
    }
    return ok()
  })

type Sheet = {
  calloutId: string
  hours: Readonly<Record<string, string | undefined>>
  rating: Readonly<Record<string, string | undefined>>
}

/** Who came and for how long, and how it went; 0 where somebody did not come. May be put right until another person confirmed it. */
export const recordHours = (ctx: Context, { calloutId, hours, rating }: Sheet) =>
  transact(ctx, async (tx) => {
    const held = await holdCallout(tx, ctx, calloutId, 'keep')
    if (!held.ok) return held
    const { callout, accountId } = held
    if (callout.cancelledAt !== null) return refuse('volunteer.cancelled')
    if (callout.endsAt > ctx.now) return refuse('volunteer.hours-ahead')
    const lengthHours = (callout.endsAt.getTime() - callout.startsAt.getTime()) / 3_600_000
    const signups = await tx.volunteerSignup.findMany({ where: { calloutId, cancelledAt: null, confirmedAt: null } })
    const rows: { id: string; hours: string; rating: number | null }[] = []
    for (const { id } of signups) {
      const typed = (hours[id] ?? '').trim()
      if (!/^\d{1,2}(\.\d)?$/.test(typed)) return refuse('volunteer.hours', { field: `hours.${id}` })
      if (Number(typed) > lengthHours) return refuse('volunteer.hours-long', { field: `hours.${id}` })
      const points = (rating[id] ?? '').trim()
      if (!/^[1-5]?$/.test(points)) return refuse('volunteer.rating', { field: `rating.${id}` })
      rows.push({ id, hours: typed, rating: points === '' || Number(typed) === 0 ? null : Number(points) })
    }
    if (rows.length === 0) return refuse('volunteer.settled')
    for (const { id, ...data } of rows)
      await tx.volunteerSignup.updateMany({
        where: { id },
        data: { ...data, recordedById: accountId, recordedAt: ctx.now },
      })
    await record(tx, ctx, { ...calloutFact(callout), type: 'callout.recorded', data: { people: rows.length } })
    return ok()
  })

/** Another person of the organization says that the hours are right; from then on they count. */
export const confirmHours = (ctx: Context, { calloutId }: { calloutId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdCallout(tx, ctx, calloutId, 'confirm')
    if (!held.ok) return held
    const { callout, accountId } = held
    const waiting = { calloutId, cancelledAt: null, recordedAt: { not: null }, confirmedAt: null }
    if ((await tx.volunteerSignup.count({ where: { ...waiting, recordedById: accountId } })) > 0)
      return refuse('volunteer.two-people')
    const { count } = await tx.volunteerSignup.updateMany({
      where: waiting,
      data: { confirmedById: accountId, confirmedAt: ctx.now },
    })
    if (count === 0) return refuse('volunteer.settled')
    await record(tx, ctx, { ...calloutFact(callout), type: 'callout.confirmed', data: { people: count } })
    return ok()
  })
