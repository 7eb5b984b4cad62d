import { incubatorMax, type ApplicationTyped } from '#app/domain/incubator/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { addWorkingDays } from '#app/domain/shared/working-days.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Incubation } from '#prisma/generated/client.ts'
import { hold, move, note, readRule, tellBody, touch } from './store.server.ts'

const isOpenDraft = ({ state }: Pick<Incubation, 'state'>) => state === 'DRAFT' || state === 'RETURNED'

/** Begins an application, for an organization of the person's or for a group that is to be registered; one that was begun is gone on with. */
export const startApplication = (
  ctx: Context,
  { incubatorId, applicant }: { incubatorId: string; applicant: string },
) =>
  transact<{ incubationId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('sign-in')
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
    const base = await tx.incubator.findUnique({ where: { id: incubatorId } })
    if (base === null) return refuse('not-found')
    if (!base.isOpen) return refuse('incubator.closed')
    const organizationId = applicant === 'group' ? null : applicant
    if (organizationId !== null) {
      const mine = ctx.actor.organizations.filter((each) => each.organizationId === organizationId)
      if (mine.length === 0) return refuse('not-found')
      if (!mine.some(({ role }) => role === 'OWNER' || role === 'EDITOR')) return refuse('incubation.not-editor')
      await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`
    }
    const [begun] = await tx.incubation.findMany({
      where: {
        incubatorId,
        state: 'DRAFT',
        ...(organizationId === null ? { organizationId, accountId } : { organizationId }),
      },
      take: 1,
    })
    if (begun !== undefined) return ok({ incubationId: begun.id })
    const first = await tx.incubatorClass.findFirst({ where: { incubatorId }, orderBy: { position: 'asc' } })
    if (first === null) return refuse('incubator.closed')
    const { id } = await tx.incubation.create({
      data: {
        incubatorId,
        classId: first.id,
        kind: base.kinds[0] ?? 'PHYSICAL',
        organizationId,
        accountId,
        wasGroup: organizationId === null,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    return ok({ incubationId: id })
  })

export const saveApplication = (
  ctx: Context,
  { incubationId, version, ...typed }: ApplicationTyped & { incubationId: string; version: number },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, { incubationId, version }, 'write')
    if (!held.ok) return held
    const { incubation, base } = held
    if (!isOpenDraft(incubation)) return refuse('incubation.frozen')
    const isThere = await tx.incubatorClass.findFirst({ where: { id: typed.classId, incubatorId: base.id } })
    if (isThere === null) return refuse('invalid', { field: 'classId' })
    if (!base.kinds.includes(typed.kind)) return refuse('incubation.kind-not-offered', { field: 'kind' })
    return touch(tx, incubation, typed)
  })

export const addApplicationFile = (
  ctx: Context,
  { incubationId, title, file }: { incubationId: string; title: string; file: File },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, { incubationId }, 'write')
    if (!held.ok) return held
    if (!isOpenDraft(held.incubation)) return refuse('incubation.frozen')
    if ((await tx.incubationFile.count({ where: { incubationId } })) >= incubatorMax.files)
      return refuse('incubation.too-many-files', { field: 'file' })
    const read = await readUpload(file)
    if (!read.ok) return read
    const { bytes, name, mediaType } = read
    const { organizationId, accountId } = held.incubation
    const { id: fileId } = await storeFile(tx, ctx, {
      bytes,
      name,
      mediaType,
      purpose: 'INCUBATION_DOCUMENT',
      ...(organizationId === null ? {} : { organizationId }),
    })
    await tx.incubationFile.create({
      data: { incubationId, fileId, title, addedById: ctx.actor.accountId ?? accountId, addedAt: ctx.now },
    })
    return ok()
  })

export const removeApplicationFile = (ctx: Context, input: { incubationId: string; fileId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'write')
    if (!held.ok) return held
    if (!isOpenDraft(held.incubation)) return refuse('incubation.frozen')
    await tx.incubationFile.deleteMany({ where: { incubationId: input.incubationId, fileId: input.fileId } })
    return ok()
  })

/** To the incubator, which has so many working days for its first check. */
export const sendApplication = (ctx: Context, input: { incubationId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'write')
    if (!held.ok) return held
    const { incubation } = held
    if (!isOpenDraft(incubation)) return refuse('incubation.wrong-state')
    const missing = [
      ...(incubation.wasGroup ? (['groupName', 'initiators'] as const) : []),
      ...(['need', 'plan'] as const),
    ].filter((field) => incubation[field] === '')
    if (missing.length > 0 || incubation.people === 0) return refuse('incubation.incomplete')
    const { organizationId, accountId } = incubation
    const live = await tx.incubation.count({
      where: {
        ...(organizationId === null ? { organizationId, accountId } : { organizationId }),
        state: { in: ['SENT', 'RETURNED', 'WAITING', 'ADMITTED', 'ACTIVE', 'LEAVING'] },
        NOT: { id: incubation.id },
      },
    })
    if (live > 0) return refuse('incubation.one-at-a-time')
    const today = dayOf(ctx.now)
    const { checkDays } = await readRule(tx, today)
    const due = addWorkingDays(today, checkDays, await readCalendar(tx))
    if (!due.ok) return due
    const moved = await move(tx, incubation, 'send', { sentAt: ctx.now, checkDueOn: dateOfDay(due.day) })
    if (!moved.ok) return moved
    await note(tx, ctx, held, 'incubation.sent')
    await tellBody(tx, ctx, held, 'sent', ['OFFICER', 'APPROVER'])
    return ok()
  })

/** The applicant thinks better of it, until both sides have signed. */
export const withdrawApplication = (ctx: Context, input: { incubationId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'write')
    if (!held.ok) return held
    const wasDraft = held.incubation.state === 'DRAFT'
    await closeOffers(tx, ctx, held.incubation)
    const moved = await move(tx, held.incubation, 'withdraw')
    if (!moved.ok) return moved
    await note(tx, ctx, held, 'incubation.withdrawn')
    if (!wasDraft) await tellBody(tx, ctx, held, 'withdrawn', ['OFFICER'])
    return ok()
  })

/** What was offered and not signed stands no longer. */
export async function closeOffers(
  tx: Parameters<typeof move>[0],
  ctx: Context,
  { id, accountId }: Pick<Incubation, 'id' | 'accountId'>,
) {
  await tx.incubationAgreement.updateMany({
    where: { incubationId: id, signedAt: null, withdrawnAt: null },
    data: { withdrawnAt: ctx.now, withdrawnById: ctx.actor.accountId ?? accountId },
  })
}

/** A group has been registered (a filed one too), or joined an organization: from now on the organization is the tenant. */
export const becomeOrganization = (
  ctx: Context,
  input: { incubationId: string; version: number; organizationId: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'becomeOrganization')
    if (!held.ok) return held
    const { organizationId } = input
    const before = held.incubation.organizationId
    if (before !== null) {
      const filed = await tx.organization.findUniqueOrThrow({ where: { id: before } })
      if (filed.kind !== 'COMMUNITY_GROUP' || filed.creditCode !== null) return refuse('incubation.registered-already')
    }
    const isOwner = ctx.actor.organizations.some(
      (each) => each.organizationId === organizationId && each.role === 'OWNER',
    )
    if (!isOwner) return refuse('incubation.not-owner', { field: 'organizationId' })
    await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`
    const other = await tx.incubation.count({
      where: { organizationId, state: { in: ['SENT', 'RETURNED', 'WAITING', 'ADMITTED', 'ACTIVE', 'LEAVING'] } },
    })
    if (other > 0) return refuse('incubation.one-at-a-time', { field: 'organizationId' })
    const { count } = await tx.incubation.updateMany({
      where: { id: input.incubationId, organizationId: before, version: input.version },
      data: { organizationId, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    const now = { ...held, incubation: { ...held.incubation, organizationId } }
    await note(tx, ctx, now, 'incubation.registered', {
      index: [organizationId, ...(before === null ? [] : [before])].map((id) => ({
        kind: 'organization' as const,
        id,
      })),
    })
    await tellBody(tx, ctx, now, 'registered', ['OFFICER'])
    return ok()
  })
