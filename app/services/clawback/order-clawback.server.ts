import type { ClawbackGround, ClawbackResponse } from '#app/domain/clawback/schema.ts'
import { clawbackPolicy } from '#app/domain/clawback/policy.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Fact, record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Clawback, Project } from '#prisma/generated/client.ts'
import { lockClawback, moveClawback, orderLines } from './store.server.ts'

export type ProposeClawback = { projectId: string; ground: ClawbackGround; amount: bigint; dueOn: Day; reason: string }

/** An official proposes that money comes back; nothing is owed before an approver orders it. */
export const proposeClawback = (ctx: Context, input: ProposeClawback) =>
  transact<{ clawbackId: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(clawbackPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(clawbackPolicy, 'propose', ctx.actor, project) || ctx.actor.accountId === undefined)
      return refuse('forbidden')
    if (input.dueOn <= dayOf(ctx.now)) return refuse('clawback.due-past', { field: 'dueOn' })
    const { id } = await tx.clawback.create({
      data: {
        projectId: project.id,
        ground: input.ground,
        amountFen: input.amount,
        reason: input.reason,
        dueOn: dateOfDay(input.dueOn),
        proposedById: ctx.actor.accountId,
        proposedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      ...factOf(project, id),
      type: 'clawback.proposed',
      data: { ground: input.ground, amountFen: input.amount.toString(), reason: input.reason },
    })
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['APPROVER'] }, 'clawbackProposed', {
      projectTitle: project.title,
      groundKey: `clawback.ground.${input.ground}`,
      amountFen: input.amount.toString(),
      reason: input.reason,
      url: `/bureau/projects/${project.id}/clawbacks`,
    })
    return ok({ clawbackId: id })
  })

type Step = { clawbackId: string; version: number }
type Found = { clawback: Clawback; project: Project }

export async function lockedFor(
  tx: Tx,
  ctx: Context,
  step: Exclude<keyof typeof clawbackPolicy, 'read' | 'propose'>,
  input: Step,
): Promise<Outcome<Found>> {
  const found = await lockClawback(tx, input.clawbackId)
  if (found === null || !may(clawbackPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
  const { clawback, project } = found
  if (!may(clawbackPolicy, step, ctx.actor, { ...project, proposedById: clawback.proposedById }))
    return refuse(
      step === 'decide' && clawback.proposedById === ctx.actor.accountId ? 'clawback.four-eyes' : 'forbidden',
    )
  return clawback.version === input.version ? ok(found) : stale()
}

/** Another person orders it: from here on the organization owes it, source by source. */
export const orderClawback = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'decide', input)
    if (!found.ok) return found
    const { clawback, project } = found
    if (clawback.state !== 'PROPOSED') return refuse('clawback.wrong-state')
    const lines = await orderLines(tx, project, clawback.amountFen)
    if (lines === undefined) return refuse('clawback.above-paid')
    const orderEntryId = await postEntry(tx, ctx, {
      key: `clawback.ordered:${clawback.id}`,
      kind: 'clawback_order',
      phase: 'posted',
      lines,
      memo: clawback.reason,
    })
    const ordered = await moveClawback(tx, clawback, 'order', { ...decision(ctx), orderEntryId })
    if (!ordered.ok) return ordered
    await note(tx, ctx, found, 'clawback.ordered')
    const { bodyName } = await partiesOf(tx, project)
    await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'clawbackOrdered', {
      projectTitle: project.title,
      bodyName,
      groundKey: `clawback.ground.${clawback.ground}`,
      amountFen: clawback.amountFen.toString(),
      reason: clawback.reason,
      dueOn: dayOfDate(clawback.dueOn),
      url: `/ngo/projects/${project.id}/clawbacks`,
    })
    return ok()
  })

export const refuseClawback = (ctx: Context, input: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'decide', input)
    if (!found.ok) return found
    const refused = await moveClawback(tx, found.clawback, 'refuse', {
      ...decision(ctx),
      decisionReason: input.reason,
    })
    if (!refused.ok) return refused
    await note(tx, ctx, found, 'clawback.refused', input.reason)
    return ok()
  })

export const withdrawClawback = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'withdraw', input)
    if (!found.ok) return found
    const withdrawn = await moveClawback(tx, found.clawback, 'withdraw', decision(ctx))
    if (!withdrawn.ok) return withdrawn
    await note(tx, ctx, found, 'clawback.withdrawn')
    return ok()
  })

/** The organization agrees, or objects with reasons: an objection is answered by an approver, and does not stay the order. */
export const respondToClawback = (ctx: Context, input: Step & { response: ClawbackResponse; note: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'respond', input)
    if (!found.ok) return found
    const { clawback, project } = found
    if (clawback.state !== 'ORDERED') return refuse('clawback.wrong-state')
    if (clawback.response !== null) return refuse('clawback.answered')
    await tx.clawback.update({
      where: { id: clawback.id },
      data: {
        response: input.response,
        responseNote: input.note,
        respondedById: ctx.actor.accountId ?? null,
        respondedAt: ctx.now,
        version: { increment: 1 },
      },
    })
    await note(tx, ctx, found, input.response === 'AGREED' ? 'clawback.agreed' : 'clawback.objected', input.note)
    if (input.response === 'OBJECTED')
      await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER', 'APPROVER'] }, 'clawbackObjected', {
        projectTitle: project.title,
        amountFen: clawback.amountFen.toString(),
        reason: input.note,
        url: `/bureau/projects/${project.id}/clawbacks`,
      })
    return ok()
  })

export const answerClawback = (ctx: Context, input: Step & { answer: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'answer', input)
    if (!found.ok) return found
    const { clawback } = found
    if (clawback.response !== 'OBJECTED' || clawback.answer !== '') return refuse('clawback.answered')
    await tx.clawback.update({
      where: { id: clawback.id },
      data: {
        answer: input.answer,
        answeredById: ctx.actor.accountId ?? null,
        answeredAt: ctx.now,
        version: { increment: 1 },
      },
    })
    await note(tx, ctx, found, 'clawback.objection-answered', input.answer)
    return ok()
  })

const decision = (ctx: Context) => ({ decidedAt: ctx.now, decidedById: ctx.actor.accountId ?? null })

export const factOf = ({ id, bodyId, organizationId }: Project, clawbackId: string): Omit<Fact, 'type'> => ({
  entity: 'clawback',
  entityId: clawbackId,
  bodyId,
  organizationId,
  projectId: id,
})

export const note = (tx: Tx, ctx: Context, { clawback, project }: Found, type: string, reason = '') =>
  record(tx, ctx, {
    ...factOf(project, clawback.id),
    type,
    data: { amountFen: clawback.amountFen.toString(), reason },
  })
