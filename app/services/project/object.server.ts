import { projectPolicy } from '#app/domain/project/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { openObjection } from './objection-store.server.ts'
import { lockObjection, lockProject, moveObjection } from './store.server.ts'

/** A supervisor objects: until the objection is closed nothing of this project is paid. */
export const raiseObjection = (ctx: Context, input: { projectId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(projectPolicy, 'raiseObjection', ctx.actor, project) || ctx.actor.accountId === undefined)
      return refuse('forbidden')
    if (project.state === 'COMPLETED' || project.state === 'CLOSED' || project.state === 'TERMINATED')
      return refuse('objection.project-over')
    return ok({ objectionId: await openObjection(tx, ctx, project, input.reason) })
  })

/** The officer answers; the block on payment stays until the supervisor closes. */
export const answerObjection = (ctx: Context, input: { objectionId: string; version: number; answer: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockObjection(tx, input.objectionId)
    if (found === null || !may(projectPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { objection, project } = found
    if (!may(projectPolicy, 'answerObjection', ctx.actor, project)) return refuse('forbidden')
    if (objection.version !== input.version) return stale()
    const answered = await moveObjection(tx, objection, 'answer', {
      answer: input.answer,
      answeredById: ctx.actor.accountId ?? null,
      answeredAt: ctx.now,
    })
    if (!answered.ok) return answered
    await record(tx, ctx, {
      type: 'objection.answered',
      entity: 'objection',
      entityId: objection.id,
      bodyId: project.bodyId,
      projectId: project.id,
      data: { answer: input.answer },
    })
    return ok({ projectId: project.id })
  })

export const closeObjection = (ctx: Context, input: { objectionId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const found = await lockObjection(tx, input.objectionId)
    if (found === null || !may(projectPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { objection, project } = found
    if (!may(projectPolicy, 'closeObjection', ctx.actor, project)) return refuse('forbidden')
    if (objection.version !== input.version) return stale()
    const closed = await moveObjection(tx, objection, 'close', {
      closedById: ctx.actor.accountId ?? null,
      closedAt: ctx.now,
    })
    if (!closed.ok) return closed
    await record(tx, ctx, {
      type: 'objection.closed',
      entity: 'objection',
      entityId: objection.id,
      bodyId: project.bodyId,
      projectId: project.id,
    })
    return ok({ projectId: project.id })
  })
