import { haltPolicy } from '#app/domain/halt/policy.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { moveProject } from '#app/services/project/store.server.ts'
import { partiesOf, type Readers, tell } from '#app/services/shared/tell.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Fact, record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Halt, Project } from '#prisma/generated/client.ts'
import { endEarly } from './end-early.server.ts'
import { lockHalt, moveHalt, standingHalt } from './store.server.ts'

type Step = 'decide' | 'withdraw' | 'resume'
type Found = { halt: Halt; project: Project }

async function lockedFor(
  tx: Tx,
  ctx: Context,
  step: Step,
  input: { haltId: string; version: number },
): Promise<Outcome<Found>> {
  const found = await lockHalt(tx, input.haltId)
  if (found === null || !may(projectPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
  const { halt, project } = found
  if (!may(haltPolicy, step, ctx.actor, { ...project, proposedById: halt.proposedById }))
    return refuse(step === 'decide' && halt.proposedById === ctx.actor.accountId ? 'halt.four-eyes' : 'forbidden')
  if (halt.version !== input.version) return stale()
  return ok(found)
}

/** Another person than the one who proposed it decides: the project stands still, or ends with its settlement. */
export const decideHalt = (ctx: Context, input: { haltId: string; version: number }) =>
  transact<{ kind: 'SUSPENSION' | 'TERMINATION' }>(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'decide', input)
    if (!found.ok) return found
    const kind = found.halt.kind === 'SUSPENSION' ? 'SUSPENSION' : 'TERMINATION'
    const decided = await (kind === 'SUSPENSION' ? suspend(tx, ctx, found) : terminate(tx, ctx, found))
    return decided.ok ? ok({ kind }) : decided
  })

async function suspend(tx: Tx, ctx: Context, { halt, project }: Found): Promise<Outcome> {
  const decided = await moveHalt(tx, halt, 'decide', decision(ctx))
  if (!decided.ok) return decided
  const suspended = await moveProject(tx, project, 'suspend', { stateReason: halt.reason })
  if (!suspended.ok) return suspended
  const untilOn = halt.expectedOn === null ? '' : dayOfDate(halt.expectedOn)
  await record(tx, ctx, { ...factOf(project), type: 'project.suspended', data: { untilOn } })
  const { bodyName } = await partiesOf(tx, project)
  await tell(tx, ctx, supplierOf(project), 'projectSuspended', {
    projectTitle: project.title,
    bodyName,
    reason: halt.reason,
    untilOn,
    url: `/ngo/projects/${project.id}`,
  })
  return ok()
}

async function terminate(tx: Tx, ctx: Context, { halt, project }: Found): Promise<Outcome> {
  const waiting = await tx.report.count({ where: { state: 'SUBMITTED', milestone: { projectId: project.id } } })
  if (waiting > 0) return refuse('halt.report-undecided')
  // A suspended project is taken up for the length of this transaction: it ends, and no longer stands still.
  const standing = await standingHalt(tx, project.id)
  if (standing !== null) {
    const ended = await moveHalt(tx, standing, 'end', { endedAt: ctx.now, endedById: ctx.actor.accountId ?? null })
    if (!ended.ok) return ended
  }
  const decided = await moveHalt(tx, halt, 'decide', decision(ctx))
  if (!decided.ok) return decided
  const settled = await endEarly(tx, ctx, project, halt.reason)
  if (!settled.ok) return settled
  const returnedFen = settled.returnedFen.toString()
  await tx.halt.update({ where: { id: halt.id }, data: { returnedFen: settled.returnedFen } })
  const code = halt.code ?? ''
  await record(tx, ctx, { ...factOf(project), type: 'project.terminated', data: { code, returnedFen } })
  const { bodyName } = await partiesOf(tx, project)
  const values = {
    projectTitle: project.title,
    bodyName,
    codeKey: `halt.code.${code}`,
    reason: halt.reason,
    returnedFen,
  }
  await tell(tx, ctx, supplierOf(project), 'projectTerminated', { ...values, url: `/ngo/projects/${project.id}` })
  await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER', 'FINANCE'] }, 'projectTerminated', {
    ...values,
    url: `/bureau/projects/${project.id}`,
  })
  return ok()
}

/** The approver does not agree, and says why; the project goes on. */
export const refuseHalt = (ctx: Context, input: { haltId: string; version: number; decisionReason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'decide', input)
    if (!found.ok) return found
    const { halt, project } = found
    const refused = await moveHalt(tx, halt, 'refuse', { ...decision(ctx), decisionReason: input.decisionReason })
    if (!refused.ok) return refused
    await note(tx, ctx, found, 'halt.refused')
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER'] }, 'haltRefused', {
      projectTitle: project.title,
      whatKey: `halt.kind.${halt.kind}`,
      reason: input.decisionReason,
      url: `/bureau/projects/${project.id}`,
    })
    return ok()
  })

export const withdrawHalt = (ctx: Context, input: { haltId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'withdraw', input)
    if (!found.ok) return found
    const withdrawn = await moveHalt(tx, found.halt, 'withdraw', decision(ctx))
    if (!withdrawn.ok) return withdrawn
    await note(tx, ctx, found, 'halt.withdrawn')
    return ok()
  })

/** A suspended project goes on. Due days are part of the contract: they move by an amendment, not by this. */
export const resumeProject = (ctx: Context, input: { haltId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'resume', input)
    if (!found.ok) return found
    const { halt, project } = found
    if (halt.kind !== 'SUSPENSION') return refuse('halt.wrong-state')
    const ended = await moveHalt(tx, halt, 'end', { endedAt: ctx.now, endedById: ctx.actor.accountId ?? null })
    if (!ended.ok) return ended
    const resumed = await moveProject(tx, project, 'resume', { stateReason: '' })
    if (!resumed.ok) return resumed
    await record(tx, ctx, { ...factOf(project), type: 'project.resumed' })
    const { bodyName } = await partiesOf(tx, project)
    await tell(tx, ctx, supplierOf(project), 'projectResumed', {
      projectTitle: project.title,
      bodyName,
      url: `/ngo/projects/${project.id}`,
    })
    return ok()
  })

const decision = (ctx: Context) => ({ decidedAt: ctx.now, decidedById: ctx.actor.accountId ?? null })

const supplierOf = ({ organizationId }: Project): Readers => ({
  organizationId,
  roles: ['OWNER', 'EDITOR', 'CERTIFIER'],
})

const factOf = ({ id, bodyId, organizationId, callId }: Project): Omit<Fact, 'type'> => ({
  entity: 'project',
  entityId: id,
  bodyId,
  organizationId,
  projectId: id,
  callId,
  isPublic: true,
  index: [
    { kind: 'project', id },
    { kind: 'organization', id: organizationId },
  ],
})

const note = (tx: Tx, ctx: Context, { halt, project }: Found, type: string) =>
  record(tx, ctx, {
    type,
    entity: 'halt',
    entityId: halt.id,
    bodyId: project.bodyId,
    projectId: project.id,
    data: { kind: halt.kind },
  })
