import { incubatorPolicy } from '#app/domain/incubator/policy.ts'
import type { IncubatorTyped } from '#app/domain/incubator/schema.ts'
import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

type New = { bodyId: string; regionId: string; nameZh: string; nameEn: string }

/** A body founds an incubator in its own region or below; it opens once its facts are written down. */
export const createIncubator = (ctx: Context, input: New) =>
  transact<{ incubatorId: string }>(ctx, async (tx) => {
    if (!may(incubatorPolicy, 'manage', ctx.actor, { bodyId: input.bodyId })) return refuse('not-found')
    const region = await tx.region.findUnique({ where: { id: input.regionId }, select: { level: true } })
    if (region === null) return refuse('invalid', { field: 'regionId' })
    const { id } = await tx.incubator.create({ data: { ...input, level: region.level }, select: { id: true } })
    await record(tx, ctx, { type: 'incubator.founded', entity: 'incubator', entityId: id, bodyId: input.bodyId })
    return ok({ incubatorId: id })
  })

type Save = IncubatorTyped & { incubatorId: string; version: number }

/** Everything the public page says of it, and its classes with their places: a class stays, its quota never falls below what is taken. */
export const saveIncubator = (ctx: Context, { incubatorId, version, classes, hostCode, ...facts }: Save) =>
  transact(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM incubator WHERE id = ${incubatorId}::uuid FOR UPDATE`
    const base = await tx.incubator.findUnique({ where: { id: incubatorId } })
    if (base === null || !may(incubatorPolicy, 'manage', ctx.actor, { bodyId: base.bodyId ?? undefined }))
      return refuse('not-found')
    if (base.version !== version) return stale()
    const host = await findHost(tx, hostCode)
    if (host === undefined) return refuse('incubator.host-unknown', { field: 'hostCode' })
    if (facts.isOpen && classes.length === 0) return refuse('incubator.no-classes', { field: 'isOpen' })
    await tx.incubator.update({
      where: { id: incubatorId },
      data: { ...facts, hostId: host, version: { increment: 1 } },
      select: { id: true },
    })
    const known = await tx.incubatorClass.findMany({ where: { incubatorId } })
    const kept = classes.flatMap(({ id }) => (id === null ? [] : [id]))
    if (known.some(({ id }) => !kept.includes(id))) return refuse('incubator.class-stays')
    if (kept.some((id) => !known.some((row) => row.id === id))) return refuse('invalid')
    for (const [index, { id, ...row }] of classes.entries())
      if (id === null) await tx.incubatorClass.create({ data: { ...row, incubatorId, position: index + 1 } })
      else await tx.incubatorClass.update({ where: { id }, data: row })
    await record(tx, ctx, {
      type: 'incubator.edited',
      entity: 'incubator',
      entityId: incubatorId,
      bodyId: base.bodyId ?? undefined,
    })
    return ok()
  })

/** By code or exact name; null for none, undefined for one that is not here. */
async function findHost(tx: Tx, typed: string): Promise<string | null | undefined> {
  if (typed === '') return null
  const code = parseCreditCode(typed)
  const found = await tx.organization.findFirst({
    where: code.ok ? { creditCode: code.code } : { name: typed },
    select: { id: true },
  })
  return found?.id
}
