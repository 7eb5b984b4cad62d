import { haltPolicy } from '#app/domain/halt/policy.ts'
import type { TerminationCode } from '#app/domain/halt/schema.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Project } from '#prisma/generated/client.ts'

export type ProposeHalt = {
  projectId: string
  /** Of the project, as the page showed it. */
  version: number
  reason: string
  what: { kind: 'SUSPENSION'; expectedOn: string } | { kind: 'TERMINATION'; code: TerminationCode }
}

/** The officer proposes that a project stands still or ends; nothing happens before an approver decides. */
export const proposeHalt = (ctx: Context, input: ProposeHalt) =>
  transact<{ haltId: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    const { accountId } = ctx.actor
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(haltPolicy, 'propose', ctx.actor, project) || accountId === undefined) return refuse('forbidden')
    if (project.version !== input.version) return stale()
    const allowed = checkProposal(ctx, project, input)
    if (!allowed.ok) return allowed
    const { what, reason } = input
    const kind = what.kind
    const expectedOn = what.kind === 'SUSPENSION' ? new Date(what.expectedOn) : null
    const code = what.kind === 'TERMINATION' ? what.code : null
    const open = await tx.halt.findFirst({ where: { projectId: project.id, state: 'PROPOSED' } })
    if (open !== null) {
      // The same form posted twice: it is there already.
      const isSame =
        open.kind === kind &&
        open.reason === reason &&
        open.code === code &&
        open.expectedOn?.getTime() === expectedOn?.getTime()
      return isSame ? ok({ haltId: open.id }) : refuse('halt.one-at-a-time')
    }
    const { id: haltId } = await tx.halt.create({
      data: { projectId: project.id, kind, code, reason, expectedOn, proposedById: accountId, proposedAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'halt.proposed',
      entity: 'halt',
      entityId: haltId,
      bodyId: project.bodyId,
      projectId: project.id,
      data: { kind, reason },
    })
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['APPROVER'] }, 'haltProposed', {
      projectTitle: project.title,
      whatKey: `halt.kind.${kind}`,
      reason,
      url: `/bureau/projects/${project.id}`,
    })
    return ok({ haltId })
  })

function checkProposal(ctx: Context, { state }: Project, { what }: ProposeHalt): Outcome {
  if (state !== 'ACTIVE' && !(state === 'SUSPENDED' && what.kind === 'TERMINATION')) return refuse('halt.not-running')
  if (what.kind === 'SUSPENSION' && what.expectedOn <= dayOf(ctx.now))
    return refuse('halt.day-past', { field: 'expectedOn' })
  return ok()
}
