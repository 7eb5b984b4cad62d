import { assignmentLifecycle, type AssignmentEvent } from '#app/domain/assignment/lifecycle.ts'
import { assignmentPolicy } from '#app/domain/assignment/policy.ts'
import type { AssignmentTyped } from '#app/domain/assignment/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Assignment, AssignmentCo, Prisma } from '#prisma/generated/client.ts'

/** A task with its lead and helpers; about an organization, it is several departments' supervision of it (联合监管). */
export const proposeAssignment = (
  ctx: Context,
  { coIds, dueOn, recordId, organizationId, ...typed }: AssignmentTyped,
) =>
  transact<{ assignmentId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId } = typed
    if (accountId === undefined || !may(assignmentPolicy, 'read', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(assignmentPolicy, 'propose', ctx.actor, { bodyId })) return refuse('forbidden')
    if (dueOn < dayOf(ctx.now)) return refuse('assignment.due-past', { field: 'dueOn' })
    const wanted = [...new Set([typed.leadId, ...coIds])]
    if ((await tx.body.count({ where: { id: { in: wanted } } })) < wanted.length) return refuse('not-found')
    const { id } = await tx.assignment.create({
      data: {
        ...typed,
        organizationId: organizationId ?? null,
        kind: organizationId === undefined ? 'PLAN' : 'SUPERVISION',
        dueOn: dateOfDay(dueOn),
        recordId: recordId === undefined || recordId === '' ? null : recordId,
        proposedById: accountId,
        proposedAt: ctx.now,
      },
      select: { id: true },
    })
    const helpers = [...new Set(coIds)].map((co) => ({ assignmentId: id, bodyId: co }))
    if (helpers.length > 0) await tx.assignmentCo.createMany({ data: helpers })
    await record(tx, ctx, { type: 'assignment.proposed', entity: 'assignment', entityId: id, bodyId })
    return ok({ assignmentId: id })
  })

type Held = { assignment: Assignment & { coBodies: AssignmentCo[] }; accountId: string }
/** Everybody in it, each once. */
const bodiesOf = ({ bodyId, leadId, coBodies }: Held['assignment']) => [
  ...new Set([bodyId, leadId, ...coBodies.map((co) => co.bodyId)]),
]

async function holdAssignment(tx: Tx, ctx: Context, id: string): Promise<Outcome<Held>> {
  await tx.$queryRaw`SELECT 1 FROM assignment WHERE id = ${id}::uuid FOR UPDATE`
  const assignment = await tx.assignment.findUnique({ where: { id }, include: { coBodies: true } })
  const { accountId } = ctx.actor
  if (assignment === null || accountId === undefined) return refuse('not-found')
  const readers = assignment.issuedAt === null ? [assignment.bodyId] : bodiesOf(assignment)
  return readers.some((bodyId) => may(assignmentPolicy, 'read', ctx.actor, { bodyId }))
    ? ok({ assignment, accountId })
    : refuse('not-found')
}

type Step = { assignmentId: string; version: number }

/** Turns it, and tells everybody in it of the turn. */
async function turn(
  tx: Tx,
  ctx: Context,
  { assignment }: Held,
  { version }: Step,
  event: AssignmentEvent,
  data: Prisma.AssignmentUncheckedUpdateManyInput,
): Promise<Outcome> {
  const state = assignmentLifecycle.next(assignment.state, event)
  if (state === undefined) return refuse('assignment.wrong-state')
  const { count } = await tx.assignment.updateMany({
    where: { id: assignment.id, version, state: assignment.state },
    data: { ...data, state, version: { increment: 1 } },
  })
  if (count === 0) return stale()
  await record(tx, ctx, {
    type: `assignment.${event === 'issue' ? 'issued' : event === 'close' ? 'closed' : 'dropped'}`,
    entity: 'assignment',
    entityId: assignment.id,
    bodyId: assignment.bodyId,
    ...(assignment.organizationId === null ? {} : { organizationId: assignment.organizationId }),
    isPublic: assignment.kind === 'PLAN' && (assignment.issuedAt !== null || event === 'issue'),
  })
  if (assignment.issuedAt === null && event === 'drop') return ok()
  for (const bodyId of bodiesOf(assignment))
    await tell(tx, ctx, { bodyId, roles: ['OFFICER'] }, 'assignmentTurned', {
      assignmentTitle: assignment.title,
      stateKey: `assignment.state.${state}`,
      dueOn: dayOfDate(assignment.dueOn),
      url: `/bureau/responsibilities/${assignment.id}`,
    })
  return ok()
}

/** Another person of the office puts it in force. */
export const issueAssignment = (ctx: Context, step: Step) =>
  transact(ctx, async (tx) => {
    const held = await holdAssignment(tx, ctx, step.assignmentId)
    if (!held.ok) return held
    const { bodyId, proposedById } = held.assignment
    if (!may(assignmentPolicy, 'issue', ctx.actor, { bodyId, proposedById }))
      return refuse(may(assignmentPolicy, 'issue', ctx.actor, { bodyId }) ? 'assignment.four-eyes' : 'forbidden')
    return turn(tx, ctx, held, step, 'issue', { issuedById: held.accountId, issuedAt: ctx.now })
  })

const end = (ctx: Context, { result, ...step }: Step & { result: string }, event: 'close' | 'drop') =>
  transact(ctx, async (tx) => {
    const held = await holdAssignment(tx, ctx, step.assignmentId)
    if (!held.ok) return held
    if (!may(assignmentPolicy, 'end', ctx.actor, { bodyId: held.assignment.bodyId })) return refuse('forbidden')
    return turn(tx, ctx, held, step, event, { closedById: held.accountId, closedAt: ctx.now, result })
  })

/** The office says what came of it, once the lead said that its part is done. */
export const closeAssignment = (ctx: Context, input: Step & { result: string }) => end(ctx, input, 'close')
/** It is not needed any more; the office says why. */
export const dropAssignment = (ctx: Context, input: Step & { result: string }) => end(ctx, input, 'drop')

type Note = { assignmentId: string; bodyId: string; text: string; isFinished: boolean }

/** What one of the bodies did, in its own name; it is never changed. */
export const noteAssignment = (ctx: Context, { assignmentId, bodyId, text, isFinished }: Note) =>
  transact(ctx, async (tx) => {
    const held = await holdAssignment(tx, ctx, assignmentId)
    if (!held.ok) return held
    const { assignment, accountId } = held
    if (!bodiesOf(assignment).includes(bodyId) || !may(assignmentPolicy, 'note', ctx.actor, { bodyId }))
      return refuse('forbidden')
    if (assignment.state !== 'ISSUED') return refuse('assignment.wrong-state')
    await tx.assignmentNote.create({
      data: { assignmentId, bodyId, text, isFinished, writtenById: accountId, writtenAt: ctx.now },
    })
    await record(tx, ctx, { type: 'assignment.noted', entity: 'assignment', entityId: assignmentId, bodyId })
    return ok()
  })
