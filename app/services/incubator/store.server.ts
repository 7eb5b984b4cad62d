import type { Criterion } from '#app/domain/incubator/assessment.ts'
import { type IncubationEvent, incubationLifecycle } from '#app/domain/incubator/lifecycle.ts'
import { type IncubationFacts, incubationPolicy } from '#app/domain/incubator/policy.ts'
import type { IncubatorRule } from '#app/domain/incubator/terms.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context, Teller } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'
import { type Fact, record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Incubation, Incubator, Prisma } from '#prisma/generated/client.ts'

export type Held = { incubation: Incubation; base: Incubator; facts: IncubationFacts }
export type Action = keyof typeof incubationPolicy

export const factsOf = (
  { organizationId, accountId }: Pick<Incubation, 'organizationId' | 'accountId'>,
  { bodyId }: Pick<Incubator, 'bodyId'>,
): IncubationFacts => ({
  bodyId: bodyId ?? undefined,
  organizationId: organizationId ?? undefined,
  leaderId: accountId,
})

/** What the applicant is called, organization or group. */
export async function nameOf(
  tx: Db | Tx,
  { organizationId, groupName }: Pick<Incubation, 'organizationId' | 'groupName'>,
) {
  if (organizationId === null) return groupName
  const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
  return name
}

/** An incubation, locked, for somebody who may do this with it; nobody else learns that it is there. */
export async function hold(
  tx: Tx,
  ctx: Context,
  { incubationId, version }: { incubationId: string; version?: number | undefined },
  action: Action,
): Promise<Outcome<Held>> {
  await tx.$queryRaw`SELECT id FROM incubation WHERE id = ${incubationId}::uuid FOR UPDATE`
  const incubation = await tx.incubation.findUnique({ where: { id: incubationId } })
  if (incubation === null) return refuse('not-found')
  const base = await tx.incubator.findUniqueOrThrow({ where: { id: incubation.incubatorId } })
  const facts = factsOf(incubation, base)
  const isOwn = may(incubationPolicy, 'readOwn', ctx.actor, facts)
  const isAsked = incubation.state !== 'DRAFT' && may(incubationPolicy, 'readAsked', ctx.actor, facts)
  if (!isOwn && !isAsked) return refuse('not-found')
  if (!may(incubationPolicy, action, ctx.actor, facts)) return refuse('forbidden')
  if (version !== undefined && incubation.version !== version) return stale()
  return ok({ incubation, base, facts })
}

/** The only writer of its state. */
export async function move(
  tx: Tx,
  row: Pick<Incubation, 'id' | 'state' | 'version'>,
  event: IncubationEvent,
  data: Prisma.IncubationUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = incubationLifecycle.next(row.state, event)
  if (state === undefined) return refuse('incubation.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.incubation.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

export async function touch(
  tx: Tx,
  row: Pick<Incubation, 'id' | 'version'>,
  data: Prisma.IncubationUncheckedUpdateManyInput,
): Promise<Outcome> {
  const where = { id: row.id, version: row.version }
  const { count } = await tx.incubation.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** The numbers that hold on a day: the newest that had begun, else the first there are. */
export async function readRule(db: Db | Tx, on: Day): Promise<IncubatorRule> {
  const newest = await db.incubatorRule.findFirst({
    where: { validFrom: { lte: dateOfDay(on) } },
    orderBy: { validFrom: 'desc' },
  })
  return newest ?? (await db.incubatorRule.findFirstOrThrow({ orderBy: { validFrom: 'asc' } }))
}

export async function readCriteria(db: Db | Tx, on: Day): Promise<Criterion[]> {
  const rows = await db.incubatorCriterion.findMany({
    where: { validFrom: { lte: dateOfDay(on) } },
    orderBy: [{ validFrom: 'desc' }, { position: 'asc' }],
  })
  const newest = rows[0]?.validFrom.getTime()
  return rows
    .filter(({ validFrom }) => validFrom.getTime() === newest)
    .map(({ code, titleZh, titleEn, maxPoints }) => ({ code, titleZh, titleEn, maxPoints }))
}

export const note = (
  tx: Tx,
  ctx: Teller,
  { incubation, base }: Pick<Held, 'incubation' | 'base'>,
  type: string,
  more: Partial<Fact> = {},
) =>
  record(tx, ctx, {
    type,
    entity: 'incubation',
    entityId: incubation.id,
    bodyId: base.bodyId ?? undefined,
    organizationId: incubation.organizationId ?? undefined,
    ...more,
  })

/** To the people of the incubator. `whatKey`: mail words at incubation.letter. */
export async function tellBody(
  tx: Tx,
  ctx: Teller,
  { incubation, base }: Pick<Held, 'incubation' | 'base'>,
  what: string,
  roles: readonly ('OFFICER' | 'APPROVER')[] = ['OFFICER', 'APPROVER'],
) {
  if (base.bodyId === null) return
  await tell(tx, ctx, { bodyId: base.bodyId, roles }, 'incubationToBody', {
    incubatorName: base.nameZh,
    applicantName: await nameOf(tx, incubation),
    whatKey: `incubation.letter.${what}`,
    url: `/bureau/incubations/${incubation.id}`,
  })
}

/** To the tenant or applicant: its people, or the leader of a group that is no organization yet. */
export async function tellTenant(
  tx: Tx,
  ctx: Teller,
  { incubation, base }: Pick<Held, 'incubation' | 'base'>,
  what: string,
  words = '',
) {
  const values = {
    incubatorName: base.nameZh,
    applicantName: await nameOf(tx, incubation),
    whatKey: `incubation.letter.${what}`,
    words,
    url: `/incubation/${incubation.id}`,
  }
  const { organizationId } = incubation
  if (organizationId !== null)
    return tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'incubationToTenant', values)
  if (incubation.accountId === ctx.actor.accountId) return
  const { email, locale } = await tx.account.findUniqueOrThrow({
    where: { id: incubation.accountId },
    select: { email: true, locale: true },
  })
  const letter = { to: email, locale: locale === 'EN' ? 'en' : 'zh-CN', template: 'incubationToTenant', values }
  await sendLetter(tx, ctx, letter as Letter)
}
