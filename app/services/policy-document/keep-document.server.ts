import { administrationPolicy } from '#app/domain/account/policy.ts'
import type { PolicyTyped } from '#app/domain/policy-document/schema.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

const keeper = ({ actor }: Context) =>
  may(administrationPolicy, 'keepPolicies', actor, {}) ? actor.accountId : undefined
const factOf = (id: string) => ({ entity: 'policyDocument', entityId: id, isPublic: true })
const dateOf = (day: Day | undefined) => (day === undefined ? null : dateOfDay(day))

const columnsOf = ({
  kind,
  level,
  regionCode,
  placeZh,
  placeEn,
  documentNo,
  titleZh,
  titleEn,
  issuerZh,
  issuerEn,
  issuedYear,
  issuedOn,
  inForceFrom,
  inForceUntil,
  summaryZh,
  summaryEn,
  sourceUrl,
  citedAs,
  areas,
  isConfirmed,
}: PolicyTyped) => ({
  kind,
  level,
  regionCode,
  placeZh,
  placeEn,
  documentNo,
  titleZh,
  titleEn,
  issuerZh,
  issuerEn,
  issuedYear: issuedYear ?? null,
  issuedOn: dateOf(issuedOn),
  inForceFrom: dateOf(inForceFrom),
  inForceUntil: dateOf(inForceUntil),
  summaryZh,
  summaryEn,
  sourceUrl,
  citedAs,
  areas,
  isConfirmed,
})

/** A document nobody has entered yet; two of one number, or of one title in one place, are refused by PostgreSQL. */
export const enterPolicy = (ctx: Context, typed: PolicyTyped) =>
  transact<{ id: string }>(ctx, async (tx) => {
    const changedById = keeper(ctx)
    if (changedById === undefined) return refuse('forbidden')
    if (typed.issuedOn !== undefined && typed.issuedOn > dayOf(ctx.now))
      return refuse('policy-document.day-ahead', { field: 'issuedOn' })
    const { id } = await tx.policyDocument.create({
      data: { ...columnsOf(typed), changedById },
      select: { id: true },
    })
    await record(tx, ctx, { ...factOf(id), type: 'policy-document.entered' })
    return ok({ id })
  })

type Change = { id: string; version: number; reason: string }

/** Written anew, with why; PostgreSQL keeps what it said before. */
export const amendPolicy = (ctx: Context, { id, version, reason, ...typed }: Change & PolicyTyped) =>
  transact(ctx, async (tx) => {
    const changedById = keeper(ctx)
    if (changedById === undefined) return refuse('forbidden')
    if (typed.issuedOn !== undefined && typed.issuedOn > dayOf(ctx.now))
      return refuse('policy-document.day-ahead', { field: 'issuedOn' })
    const { count } = await tx.policyDocument.updateMany({
      where: { id, version },
      data: { ...columnsOf(typed), reason, changedById, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await record(tx, ctx, { ...factOf(id), type: 'policy-document.amended', data: { reason } })
    return ok()
  })

/** `endsOn`: the last day on which it holds. */
export const endPolicy = (ctx: Context, { id, version, reason, endsOn }: Change & { endsOn: Day }) =>
  transact(ctx, async (tx) => {
    const changedById = keeper(ctx)
    if (changedById === undefined) return refuse('forbidden')
    const held = await tx.policyDocument.findUnique({ where: { id } })
    if (held === null) return refuse('not-found')
    const inForceUntil = dateOfDay(endsOn)
    if ([held.issuedOn, held.inForceFrom].some((begun) => begun !== null && begun > inForceUntil))
      return refuse('policy-document.ends-before', { field: 'endsOn' })
    const { count } = await tx.policyDocument.updateMany({
      where: { id, version },
      data: { inForceUntil, reason, changedById, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await record(tx, ctx, { ...factOf(id), type: 'policy-document.ended', data: { reason, endsOn } })
    return ok()
  })
