import type { CreditEventKind, CreditFact, CreditRule } from '#app/domain/credit/event.ts'
import { creditSpans } from '#app/domain/credit/spans.ts'
import { type Day, dayOf, toDay } from '#app/domain/shared/day.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** One at a time for an organization: its lists are reckoned anew in the same transaction. */
export async function lockOrganization(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${id}::uuid FOR UPDATE`
  return tx.organization.findUnique({ where: { id }, select: { id: true, name: true } })
}

/** What counts: confirmed, and not found to be wrong. What was put right carries the day on which that was granted. */
async function readFacts(tx: Tx, organizationId: string): Promise<CreditFact[]> {
  const events = await tx.creditEvent.findMany({
    where: { organizationId, NOT: { confirmedAt: null }, requests: { none: { kind: 'CORRECTION', granted: true } } },
    include: { requests: { where: { kind: 'REPAIR', granted: true } } },
  })
  return events.map(({ id, kind, happenedOn, fineFen, needsRectification, requests }) => {
    const granted = requests[0]?.decidedAt
    return {
      id,
      kind: kind as CreditEventKind,
      on: toDay(dayOfDate(happenedOn)),
      fineFen: fineFen ?? undefined,
      needsRectification,
      rectifiedOn: granted == null ? null : dayOf(granted),
    }
  })
}

export async function readCreditRules(tx: Pick<Tx, 'creditRule'>): Promise<CreditRule[]> {
  const rules = await tx.creditRule.findMany({ orderBy: { validFrom: 'asc' } })
  return rules.map(({ validFrom, ...rule }) => ({ ...rule, validFrom: toDay(dayOfDate(validFrom)) }))
}

/** Reckons an organization's times on the lists anew; it must be locked. */
export async function reckonSpans(tx: Tx, organizationId: string): Promise<void> {
  const spans = creditSpans(await readFacts(tx, organizationId), await readCreditRules(tx))
  await tx.creditSpan.deleteMany({ where: { organizationId } })
  await tx.creditSpan.createMany({
    data: spans.map(({ list, from, to, causes }) => ({
      organizationId,
      list,
      fromOn: dateOfDay(from),
      toOn: to === null ? null : dateOfDay(to),
      causes: [...causes],
    })),
  })
}

/** A document with an event or a request; nothing where none was chosen. */
export async function keepDocument(
  tx: Tx,
  ctx: Context,
  file: File | undefined,
  owner: { bodyId?: string; organizationId?: string },
): Promise<Outcome<{ fileId: string | null }>> {
  if (file === undefined || file.size === 0) return ok({ fileId: null })
  const read = await readUpload(file)
  if (!read.ok) return read
  const { id } = await storeFile(tx, ctx, {
    bytes: read.bytes,
    name: read.name,
    mediaType: read.mediaType,
    purpose: 'CREDIT_DOCUMENT',
    ...owner,
  })
  return ok({ fileId: id })
}

/** The law of a rule’s source, without what the source says of its numbers. */
export const lawOf = (source: string): string => source.split(/[：；]/)[0] ?? source

type FactOfAnotherArea = {
  organizationId: string
  bodyId: string
  kind: CreditEventKind
  happenedOn: Day
  legalBasis: string
  documentNo: string
  summary: string
  year?: number
  conclusion?: string
  rating?: number
  validUntil?: Day
  needsRectification?: boolean
  recordedById: string
  /** Whoever confirmed it already where it was decided; without one, another of the authority confirms it among the credit records. */
  confirmedById?: string
}

/** What another area decided or proposes, on the one timeline of the organization. It must be locked. */
export async function keepFact(tx: Tx, ctx: Context, fact: FactOfAnotherArea): Promise<string> {
  const { confirmedById, happenedOn, validUntil, ...rest } = fact
  const body = await tx.body.findUniqueOrThrow({ where: { id: fact.bodyId }, select: { regionId: true } })
  const { id } = await tx.creditEvent.create({
    data: {
      ...rest,
      happenedOn: dateOfDay(happenedOn),
      validUntil: validUntil === undefined ? null : dateOfDay(validUntil),
      regionId: body.regionId,
      recordedAt: ctx.now,
      ...(confirmedById === undefined ? {} : { confirmedById, confirmedAt: ctx.now }),
    },
    select: { id: true },
  })
  if (confirmedById !== undefined) await reckonSpans(tx, fact.organizationId)
  return id
}
