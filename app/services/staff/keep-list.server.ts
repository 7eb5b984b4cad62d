import { staffPolicy } from '#app/domain/staff/policy.ts'
import type { CertificateTyped, StaffTrainingTyped, StaffTyped } from '#app/domain/staff/schema.ts'
import { type Day, addDays, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { createCertificate, createStaff, holdStaff } from './store.server.ts'

/** The trail says that somebody's row changed, never who that is. */
const factOf = (staff: { id: string; organizationId: string }) => ({
  entity: 'staff',
  entityId: staff.id,
  organizationId: staff.organizationId,
})

/** Somebody is put on the list, with their consent. */
export const addStaff = (ctx: Context, organizationId: string, typed: StaffTyped) =>
  transact<{ staffId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(staffPolicy, 'keep', ctx.actor, { organizationId })) return refuse('not-found')
    if (typed.consentOn > dayOf(ctx.now)) return refuse('staff.consent-ahead', { field: 'consentOn' })
    if (typed.fromOn > addDays(dayOf(ctx.now), 366)) return refuse('staff.ahead', { field: 'fromOn' })
    const same = await tx.staffMember.findFirst({
      where: { organizationId, name: typed.name, untilOn: null, fromOn: dateOfDay(typed.fromOn) },
    })
    if (same !== null) return refuse('staff.known', { field: 'name' })
    const { id } = await createStaff(tx, ctx, { organizationId, accountId }, typed)
    await record(tx, ctx, { ...factOf({ id, organizationId }), type: 'staff.added' })
    return ok({ staffId: id })
  })

type Named = { staffId: string; version: number }

export const editStaff = (
  ctx: Context,
  { staffId, version, ...typed }: Named & Pick<StaffTyped, 'name' | 'post' | 'postTitle' | 'fromOn'>,
) =>
  transact(ctx, async (tx) => {
    const held = await holdStaff(tx, ctx, staffId)
    if (!held.ok) return held
    const { staff } = held
    if (staff.version !== version) return stale()
    if (staff.untilOn !== null && typed.fromOn > dayOfDate(staff.untilOn))
      return refuse('staff.days', { field: 'fromOn' })
    await tx.staffMember.updateMany({
      where: { id: staffId },
      data: { ...typed, fromOn: dateOfDay(typed.fromOn), version: version + 1 },
    })
    await record(tx, ctx, { ...factOf(staff), type: 'staff.edited' })
    return ok()
  })

/** `untilOn` is the last day of the employment. */
export const leaveStaff = (ctx: Context, { staffId, version, untilOn }: Named & { untilOn: Day }) =>
  transact(ctx, async (tx) => {
    const held = await holdStaff(tx, ctx, staffId)
    if (!held.ok) return held
    const { staff } = held
    if (staff.version !== version) return stale()
    if (untilOn < dayOfDate(staff.fromOn)) return refuse('staff.days', { field: 'untilOn' })
    await tx.staffMember.updateMany({
      where: { id: staffId },
      data: { untilOn: dateOfDay(untilOn), version: version + 1 },
    })
    await record(tx, ctx, { ...factOf(staff), type: 'staff.left' })
    return ok()
  })

/** Consent was taken back (个人信息保护法第十五条、第四十七条): the name goes at once, the count stays. */
export const forgetStaff = (ctx: Context, { staffId, version }: Named) =>
  transact(ctx, async (tx) => {
    const held = await holdStaff(tx, ctx, staffId)
    if (!held.ok) return held
    const { staff } = held
    if (staff.version !== version) return stale()
    const today = dayOf(ctx.now)
    const lastDay = dayOfDate(staff.fromOn) > today ? staff.fromOn : dateOfDay(today)
    await tx.staffMember.updateMany({
      where: { id: staffId },
      data: {
        name: '',
        postTitle: '',
        untilOn: staff.untilOn !== null && staff.untilOn < lastDay ? staff.untilOn : lastDay,
        anonymizedAt: ctx.now,
        version: version + 1,
      },
    })
    await record(tx, ctx, { ...factOf(staff), type: 'staff.forgotten' })
    return ok()
  })

export const addCertificate = (ctx: Context, { staffId, ...typed }: CertificateTyped & { staffId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdStaff(tx, ctx, staffId)
    if (!held.ok) return held
    const { staff, accountId } = held
    if (typed.issuedOn > dayOf(ctx.now)) return refuse('staff.ahead', { field: 'issuedOn' })
    await createCertificate(tx, ctx, { organizationId: staff.organizationId, accountId }, staffId, typed)
    await record(tx, ctx, { ...factOf(staff), type: 'staff.certified', data: { kind: typed.kind } })
    return ok()
  })

export const addStaffTraining = (ctx: Context, { staffId, ...typed }: StaffTrainingTyped & { staffId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdStaff(tx, ctx, staffId)
    if (!held.ok) return held
    const { staff, accountId } = held
    if (typed.heldOn > dayOf(ctx.now)) return refuse('staff.ahead', { field: 'heldOn' })
    const what = { staffId, heldOn: dateOfDay(typed.heldOn), title: typed.title }
    // The same day and course sent twice counts once.
    if ((await tx.staffTraining.findFirst({ where: { ...what, withdrawnAt: null } })) !== null) return ok()
    await tx.staffTraining.create({
      data: { ...what, hours: typed.hours, recordedById: accountId, recordedAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, { ...factOf(staff), type: 'staff.trained', data: { hours: typed.hours } })
    return ok()
  })

/** A certificate or a training that was entered by mistake counts no more. */
export const withdrawPart = (
  ctx: Context,
  { staffId, what, partId }: { staffId: string; what: 'CERTIFICATE' | 'TRAINING'; partId: string },
) =>
  transact(ctx, async (tx) => {
    const held = await holdStaff(tx, ctx, staffId)
    if (!held.ok) return held
    const where = { id: partId, staffId }
    const change = { where: { ...where, withdrawnAt: null }, data: { withdrawnAt: ctx.now } }
    const isCertificate = what === 'CERTIFICATE'
    const known = isCertificate ? await tx.staffCertificate.count({ where }) : await tx.staffTraining.count({ where })
    if (known === 0) return refuse('not-found')
    const { count } = isCertificate
      ? await tx.staffCertificate.updateMany(change)
      : await tx.staffTraining.updateMany(change)
    // Sent twice, it was withdrawn once.
    if (count === 0) return ok()
    await record(tx, ctx, { ...factOf(held.staff), type: 'staff.part-withdrawn' })
    return ok()
  })
