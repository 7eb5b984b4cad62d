import { volunteerPolicy } from '#app/domain/volunteer/policy.ts'
import type { VolunteerTyped } from '#app/domain/volunteer/schema.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import {
  calloutFact,
  certificateCodeText,
  codeOfCertificate,
  findOrAddVolunteer,
  hashOfVolunteerCode,
  holdCallout,
  isProven,
} from './store.server.ts'
import { findSignup } from './sign-up.server.ts'

const factOf = (volunteer: { id: string; organizationId: string }) => ({
  entity: 'volunteer',
  entityId: volunteer.id,
  organizationId: volunteer.organizationId,
})

export const addVolunteer = (
  ctx: Context,
  organizationId: string,
  typed: VolunteerTyped & { consentHow: 'WRITTEN' | 'ELECTRONIC'; consentOn: Day },
) =>
  transact<{ volunteerId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(volunteerPolicy, 'keep', ctx.actor, { organizationId }))
      return refuse('not-found')
    if (typed.consentOn > dayOf(ctx.now)) return refuse('volunteer.consent-ahead', { field: 'consentOn' })
    const { volunteerId, isNew } = await findOrAddVolunteer(tx, ctx, { organizationId, recordedById: accountId }, typed)
    if (!isNew) return refuse('volunteer.known', { field: 'name' })
    await record(tx, ctx, { ...factOf({ id: volunteerId, organizationId }), type: 'volunteer.registered' })
    return ok({ volunteerId })
  })

/** Somebody of the register comes: those who asked by telephone, or stood at the door. */
export const joinCallout = (ctx: Context, { calloutId, volunteerId }: { calloutId: string; volunteerId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdCallout(tx, ctx, calloutId, 'keep')
    if (!held.ok) return held
    const { callout } = held
    const volunteer = await tx.volunteer.findUnique({ where: { id: volunteerId } })
    if (volunteer?.organizationId !== callout.organizationId) return refuse('not-found')
    await tx.volunteerSignup.create({ data: { calloutId, volunteerId, signedUpAt: ctx.now }, select: { id: true } })
    await record(tx, ctx, { ...calloutFact(callout), type: 'callout.joined' })
    return ok()
  })

/** Consent was taken back: name and contact go at once, places kept for what lies ahead are free again, hours stay in the count. */
export const forgetVolunteer = (ctx: Context, { volunteerId, version }: { volunteerId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const volunteer = await tx.volunteer.findUnique({ where: { id: volunteerId } })
    if (volunteer === null || !may(volunteerPolicy, 'keep', ctx.actor, volunteer)) return refuse('not-found')
    await tx.volunteerSignup.updateMany({
      where: { volunteerId, cancelledAt: null, callout: { cancelledAt: null, startsAt: { gt: ctx.now } } },
      data: { cancelledAt: ctx.now },
    })
    const { count } = await tx.volunteer.updateMany({
      where: { id: volunteerId, version },
      data: {
        name: '',
        contactSealed: null,
        mark: null,
        accountId: null,
        anonymizedAt: ctx.now,
        version: version + 1,
      },
    })
    if (count === 0) return stale()
    await record(tx, ctx, { ...factOf(volunteer), type: 'volunteer.forgotten' })
    return ok()
  })

/** One that says the hours of now; the same hours give the same certificate. */
async function issue(tx: Tx, ctx: Context, volunteerId: string): Promise<Outcome<{ code: string }>> {
  const [hours] = await tx.$queryRaw<{ hours: string; times: number; fromOn: Date | null; untilOn: Date | null }[]>`
    SELECT hours::text, times, from_on AS "fromOn", until_on AS "untilOn" FROM volunteer_hours(${volunteerId}::uuid)`
  if (hours?.fromOn == null || hours.untilOn === null) return refuse('volunteer.no-hours')
  const { fromOn, untilOn, times } = hours
  const same = await tx.volunteerCertificate.findFirst({
    where: { volunteerId, times, hours: hours.hours },
    orderBy: { issuedAt: 'desc' },
  })
  if (same !== null) return ok({ code: certificateCodeText(ctx.keys, same.id) })
  const id = crypto.randomUUID()
  await tx.volunteerCertificate.create({
    data: {
      id,
      volunteerId,
      codeHash: hashOfVolunteerCode(ctx.keys, codeOfCertificate(ctx.keys, id)),
      hours: hours.hours,
      times,
      fromOn,
      untilOn,
      issuedAt: ctx.now,
    },
    select: { id: true },
  })
  return ok({ code: certificateCodeText(ctx.keys, id) })
}

/** The organization prints a certificate for one of its volunteers; free of charge (志愿服务条例 article 19). */
export const certifyVolunteer = (ctx: Context, volunteerId: string) =>
  transact<{ code: string }>(ctx, async (tx) => {
    const volunteer = await tx.volunteer.findUnique({ where: { id: volunteerId } })
    if (volunteer === null || !may(volunteerPolicy, 'keep', ctx.actor, volunteer)) return refuse('not-found')
    if (volunteer.anonymizedAt !== null) return refuse('volunteer.anonymized')
    const outcome = await issue(tx, ctx, volunteerId)
    if (outcome.ok) await record(tx, ctx, { ...factOf(volunteer), type: 'volunteer.certified' })
    return outcome
  })

/** The volunteer takes it with the code of a sign-up to which somebody came: a form with another's name proves nothing yet. */
export async function certifyByCode(ctx: Context, typed: string): Promise<Outcome<{ code: string }>> {
  const found = await findSignup(ctx, typed)
  if (!found.ok) return found
  return transact<{ code: string }>(ctx, async (tx) => {
    const { volunteer, ...signup } = await tx.volunteerSignup.findUniqueOrThrow({
      where: { id: found.signupId },
      include: { volunteer: true },
    })
    if (!isProven(signup)) return refuse('volunteer.no-hours')
    if (volunteer.anonymizedAt !== null) return refuse('volunteer.anonymized')
    const outcome = await issue(tx, ctx, volunteer.id)
    if (outcome.ok) await record(tx, ctx, { ...factOf(volunteer), type: 'volunteer.certified' })
    return outcome
  })
}
