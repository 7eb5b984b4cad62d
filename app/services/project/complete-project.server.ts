import { isSettled } from '#app/domain/milestone/progress.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockProject, moveProject } from './store.server.ts'

/** Closure (结项): possible once every tranche is paid, which the database checks too. */
export const completeProject = (ctx: Context, input: { projectId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(projectPolicy, 'complete', ctx.actor, project)) return refuse('forbidden')
    if (project.version !== input.version) return stale()
    const tranches = await tx.tranche.findMany({ where: { projectId: project.id }, select: { state: true } })
    if (!isSettled(tranches.map(({ state }) => state))) return refuse('project.unpaid-tranches')
    const completed = await moveProject(tx, project, 'complete', { endedAt: ctx.now })
    if (!completed.ok) return completed
    await record(tx, ctx, {
      type: 'project.completed',
      entity: 'project',
      entityId: project.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      callId: project.callId,
      isPublic: true,
      index: [
        { kind: 'project', id: project.id },
        { kind: 'organization', id: project.organizationId },
      ],
    })
    return ok()
  })
