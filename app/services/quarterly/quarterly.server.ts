import { quarterlyPolicy } from '#app/domain/quarterly/policy.ts'
import { countCharacters } from '#app/domain/shared/form-fields.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { partiesOf, type Readers, tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Project, QuarterlyReport } from '#prisma/generated/client.ts'
import { lockQuarterly, moveQuarterly } from './store.server.ts'

type Found = { quarterly: QuarterlyReport; project: Project }
type Step = { id: string; version: number }
const doneMin = 20

/** Opens the report of a quarter; the one that is there already is the one. `quarterOn`: the first day of the quarter. */
export const startQuarterly = (ctx: Context, input: { projectId: string; quarterOn: string }) =>
  transact<{ id: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(quarterlyPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(quarterlyPolicy, 'write', ctx.actor, project)) return refuse('forbidden')
    const quarterOn = new Date(input.quarterOn)
    const there = await tx.quarterlyReport.findUnique({
      where: { projectId_quarterOn: { projectId: project.id, quarterOn } },
    })
    if (there !== null) return ok({ id: there.id })
    const quarterly = await tx.quarterlyReport.create({
      data: { projectId: project.id, quarterOn, authorId: ctx.actor.accountId ?? '' },
    })
    await note(tx, ctx, { quarterly, project }, 'quarterly.started')
    return ok({ id: quarterly.id })
  })

async function lockedFor(
  tx: Tx,
  ctx: Context,
  { id, version }: Step,
  step: 'write' | 'signOff' | 'receive',
): Promise<Outcome<Found>> {
  const found = await lockQuarterly(tx, id)
  if (found === null || !may(quarterlyPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
  if (!may(quarterlyPolicy, step, ctx.actor, found.project)) return refuse('forbidden')
  return found.quarterly.version === version ? ok(found) : stale()
}

/** `fee`: what those served paid in the quarter, fen; left out: nothing. */
export type SaveQuarterly = Step & { done: string; problems: string; plans: string; fee?: bigint }

/** Keeps what was typed; nothing need be complete yet. Whoever wrote last is its author. */
export const saveQuarterly = (ctx: Context, input: SaveQuarterly) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, input, 'write')
    return found.ok ? write(tx, ctx, found, input) : found
  })

async function write(tx: Tx, ctx: Context, { quarterly }: Found, { done, problems, plans, fee = 0n }: SaveQuarterly) {
  if (quarterly.state !== 'DRAFT') return refuse('quarterly.sent')
  const written = await tx.quarterlyReport.update({
    where: { id: quarterly.id },
    data: { done, problems, plans, feeFen: fee, authorId: ctx.actor.accountId ?? '', version: { increment: 1 } },
  })
  return ok({ version: written.version, quarterly: written })
}

/** The author hands it to the organization's certifier, as it is on the page. */
export const sendUpQuarterly = (ctx: Context, input: SaveQuarterly) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, input, 'write')
    if (!found.ok) return found
    const written = await write(tx, ctx, found, input)
    if (!written.ok) return written
    if (countCharacters(input.done) < doneMin)
      return refuse('quarterly.done-short', { field: 'done', data: { min: doneMin } })
    const sent = await moveQuarterly(tx, written.quarterly, 'sendUp', { sentUpAt: ctx.now, returnReason: '' })
    if (!sent.ok) return sent
    await note(tx, ctx, found, 'quarterly.sent-up')
    await tellOf(tx, ctx, found, { organizationId: found.project.organizationId, roles: ['CERTIFIER'] }, 'ngo')
    return ok()
  })

/** The certifier answers for it; what activities and payments came to is kept with it by the database. */
export const signOffQuarterly = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, input, 'signOff')
    if (!found.ok) return found
    const signed = await moveQuarterly(tx, found.quarterly, 'signOff', {
      signedById: ctx.actor.accountId ?? null,
      signedAt: ctx.now,
    })
    if (!signed.ok) return signed
    await note(tx, ctx, found, 'quarterly.signed')
    await tellOf(tx, ctx, found, { bodyId: found.project.bodyId, roles: ['OFFICER'] }, 'bureau')
    return ok()
  })

/** The purchasing body has it. */
export const receiveQuarterly = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, input, 'receive')
    if (!found.ok) return found
    const received = await moveQuarterly(tx, found.quarterly, 'receive', {
      receivedById: ctx.actor.accountId ?? null,
      receivedAt: ctx.now,
    })
    if (!received.ok) return received
    await note(tx, ctx, found, 'quarterly.received')
    return ok()
  })

/** The certifier, or the purchasing body, wants it changed and says what. */
export const giveBackQuarterly = (ctx: Context, input: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const locked = await lockQuarterly(tx, input.id)
    const step = locked?.quarterly.state === 'WITH_OFFICE' ? 'receive' : 'signOff'
    const found = await lockedFor(tx, ctx, input, step)
    if (!found.ok) return found
    const back = await moveQuarterly(tx, found.quarterly, 'giveBack', {
      returnReason: input.reason,
      signedById: null,
      signedAt: null,
    })
    if (!back.ok) return back
    await note(tx, ctx, found, 'quarterly.given-back', { reason: input.reason })
    const { project, quarterly } = found
    await tell(
      tx,
      ctx,
      { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      'quarterlyReturned',
      { projectTitle: project.title, reason: input.reason, url: `/ngo/quarterly/${quarterly.id}` },
    )
    return ok()
  })

async function tellOf(tx: Tx, ctx: Context, { quarterly, project }: Found, readers: Readers, side: 'ngo' | 'bureau') {
  const { organizationName } = await partiesOf(tx, project)
  await tell(tx, ctx, readers, 'quarterlyWaits', {
    projectTitle: project.title,
    organizationName,
    url: `/${side}/quarterly/${quarterly.id}`,
  })
}

const note = (tx: Tx, ctx: Context, { quarterly, project }: Found, type: string, data: Record<string, string> = {}) =>
  record(tx, ctx, {
    type,
    entity: 'quarterly_report',
    entityId: quarterly.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    data: { quarterOn: quarterly.quarterOn.toISOString().slice(0, 10), ...data },
  })
