import { showcasePolicy } from '#app/domain/showcase/policy.ts'
import type { Entry, PhaseTyped, QuotaTyped, ShowcaseTyped } from '#app/domain/showcase/schema.ts'
import { ok, type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

const entities = { showcase: 'showcase', quota: 'showcase_quota', phase: 'region_phase' } as const satisfies Record<
  Entry,
  string
>

function mayEnter(ctx: Context, bodyId: string): Outcome<{ accountId: string }> {
  const { accountId } = ctx.actor
  if (accountId === undefined || !may(showcasePolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
  return may(showcasePolicy, 'enter', ctx.actor, { bodyId }) ? ok({ accountId }) : refuse('forbidden')
}

const note = (tx: Tx, ctx: Context, entry: Entry, entityId: string, bodyId: string, what: string, isPublic = false) =>
  record(tx, ctx, { type: `showcase.${entry}-${what}`, entity: entities[entry], entityId, bodyId, isPublic })

/** One of a body proposes a project or a community as a model or brand. */
export const proposeShowcase = (ctx: Context, { projectNo, communityId, fromOn, untilOn, ...typed }: ShowcaseTyped) =>
  transact<{ id: string }>(ctx, async (tx) => {
    const entering = mayEnter(ctx, typed.bodyId)
    if (!entering.ok) return entering
    const project =
      projectNo === '' ? null : await tx.project.findUnique({ where: { projectNo }, select: { id: true } })
    if (projectNo !== '' && project === null) return refuse('showcase.no-project', { field: 'projectNo' })
    const { id } = await tx.showcase.create({
      data: {
        ...typed,
        projectId: project?.id ?? null,
        communityId: communityId === undefined || communityId === '' ? null : communityId,
        fromOn: dateOfDay(fromOn),
        untilOn: dateOfDay(untilOn),
        enteredById: entering.accountId,
        enteredAt: ctx.now,
      },
      select: { id: true },
    })
    await note(tx, ctx, 'showcase', id, typed.bodyId, 'entered')
    return ok({ id })
  })

/** How many of a kind a place may name in a year, by its document. */
export const enterQuota = (ctx: Context, typed: QuotaTyped) =>
  transact<{ id: string }>(ctx, async (tx) => {
    const entering = mayEnter(ctx, typed.bodyId)
    if (!entering.ok) return entering
    const { regionId, kind, year } = typed
    if ((await tx.showcaseQuota.count({ where: { regionId, kind, year, withdrawnAt: null } })) > 0)
      return refuse('showcase.quota-there')
    const { id } = await tx.showcaseQuota.create({
      data: { ...typed, enteredById: entering.accountId, enteredAt: ctx.now },
      select: { id: true },
    })
    await note(tx, ctx, 'quota', id, typed.bodyId, 'entered')
    return ok({ id })
  })

/** How far a reform is in a place. */
export const enterPhase = (ctx: Context, { fromOn, ...typed }: PhaseTyped) =>
  transact<{ id: string }>(ctx, async (tx) => {
    const entering = mayEnter(ctx, typed.bodyId)
    if (!entering.ok) return entering
    const { regionId, phase } = typed
    if ((await tx.regionPhase.count({ where: { regionId, phase, withdrawnAt: null } })) > 0)
      return refuse('showcase.phase-there')
    const { id } = await tx.regionPhase.create({
      data: { ...typed, fromOn: dateOfDay(fromOn), enteredById: entering.accountId, enteredAt: ctx.now },
      select: { id: true },
    })
    await note(tx, ctx, 'phase', id, typed.bodyId, 'entered')
    return ok({ id })
  })

type Row = { bodyId: string; enteredById: string; projectId?: string | null }

const find = (tx: Tx, entry: Entry, id: string): Promise<Row | null> => {
  const where = { id }
  if (entry === 'showcase') return tx.showcase.findUnique({ where })
  return entry === 'quota' ? tx.showcaseQuota.findUnique({ where }) : tx.regionPhase.findUnique({ where })
}
type Decided = { confirmedById: string; confirmedAt: Date } | { withdrawnById: string; withdrawnAt: Date }
const decide = (tx: Tx, entry: Entry, id: string, data: Decided) => {
  const input = { where: { id }, data, select: { id: true } }
  if (entry === 'showcase') return tx.showcase.update(input)
  return entry === 'quota' ? tx.showcaseQuota.update(input) : tx.regionPhase.update(input)
}

async function hold(tx: Tx, ctx: Context, entry: Entry, id: string, step: 'confirm' | 'withdraw') {
  const row = await find(tx, entry, id)
  const { accountId } = ctx.actor
  if (row === null || accountId === undefined || !may(showcasePolicy, 'readBoard', ctx.actor, { bodyId: row.bodyId }))
    return refuse('not-found')
  const { bodyId, enteredById } = row
  if (!may(showcasePolicy, step, ctx.actor, { bodyId, enteredById }))
    return refuse(may(showcasePolicy, step, ctx.actor, { bodyId }) ? 'showcase.four-eyes' : 'forbidden')
  return ok({ row, accountId })
}

/** Another person puts it in force; a model or brand takes its place in the quotas of the year. */
export const confirmEntry = (ctx: Context, { entry, id }: { entry: Entry; id: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, entry, id, 'confirm')
    if (!held.ok) return held
    await decide(tx, entry, id, { confirmedById: held.accountId, confirmedAt: ctx.now })
    await note(tx, ctx, entry, id, held.row.bodyId, 'confirmed', true)
    if (typeof held.row.projectId !== 'string') return ok()
    const { organizationId, title, projectNo } = await tx.project.findUniqueOrThrow({
      where: { id: held.row.projectId },
      select: { organizationId: true, title: true, projectNo: true },
    })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'showcased', {
      projectTitle: title,
      url: `/projects/${projectNo}`,
    })
    return ok()
  })

export const withdrawEntry = (ctx: Context, { entry, id }: { entry: Entry; id: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, entry, id, 'withdraw')
    if (!held.ok) return held
    await decide(tx, entry, id, { withdrawnById: held.accountId, withdrawnAt: ctx.now })
    await note(tx, ctx, entry, id, held.row.bodyId, 'withdrawn')
    return ok()
  })
