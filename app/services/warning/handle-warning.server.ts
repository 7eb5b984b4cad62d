import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { warningPolicy } from '#app/domain/warning/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Prisma, Project, Warning } from '#prisma/generated/client.ts'

type Chosen = { warningId: string; version: number }
type Held = { warning: Warning; project: Project }

async function hold(tx: Tx, ctx: Context, chosen: Chosen, action: 'assign' | 'close'): Promise<Outcome<Held>> {
  await tx.$queryRaw`SELECT id FROM warning WHERE id = ${chosen.warningId}::uuid FOR UPDATE`
  const found = await tx.warning.findUnique({ where: { id: chosen.warningId }, include: { project: true } })
  if (found === null || !may(warningPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
  if (!may(warningPolicy, action, ctx.actor, found.project)) return refuse('forbidden')
  const { project, ...warning } = found
  if (warning.endedAt !== null) return refuse('warning.ended')
  if (warning.closedAt !== null) return refuse('warning.closed')
  return warning.version === chosen.version ? ok({ warning, project }) : stale()
}

async function change(tx: Tx, { warning }: Held, data: Prisma.WarningUncheckedUpdateManyInput): Promise<Outcome> {
  const where = { id: warning.id, version: warning.version }
  const { count } = await tx.warning.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

const factOf = ({ warning, project }: Held) => ({
  entity: 'warning',
  entityId: warning.id,
  bodyId: project.bodyId,
  projectId: project.id,
})

/** Somebody of the body takes it on, or is given it (the database asks whether they are an official of it). */
export const assignWarning = (ctx: Context, { accountId, ...chosen }: Chosen & { accountId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, chosen, 'assign')
    if (!held.ok) return held
    const assigned = await change(tx, held, { assignedToId: accountId, assignedAt: ctx.now })
    if (!assigned.ok) return assigned
    await record(tx, ctx, { ...factOf(held), type: 'warning.assigned', data: { code: held.warning.code } })
    return ok()
  })

/** Looked at and settled, with the reason; it stays quiet until the fact is gone or graver. */
export const closeWarning = (ctx: Context, { reason, ...chosen }: Chosen & { reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, chosen, 'close')
    if (!held.ok) return held
    const closed = await change(tx, held, {
      closedAt: ctx.now,
      closedById: ctx.actor.accountId ?? null,
      closeReason: reason,
    })
    if (!closed.ok) return closed
    await record(tx, ctx, { ...factOf(held), type: 'warning.closed', data: { code: held.warning.code, reason } })
    return ok()
  })
