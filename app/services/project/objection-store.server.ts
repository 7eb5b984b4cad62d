import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import type { Project } from '#prisma/generated/client.ts'

/** The objection itself, told to those who have to answer it; whoever asks has decided that it may be raised. */
export async function openObjection(tx: Tx, ctx: Context, project: Project, reason: string): Promise<string> {
  const objection = await tx.objection.create({
    data: { projectId: project.id, reason, raisedById: ctx.actor.accountId ?? '', raisedAt: ctx.now },
  })
  await record(tx, ctx, {
    type: 'objection.raised',
    entity: 'objection',
    entityId: objection.id,
    bodyId: project.bodyId,
    projectId: project.id,
    data: { reason },
  })
  const { bodyName } = await partiesOf(tx, project)
  await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER', 'FINANCE'] }, 'objectionRaised', {
    projectTitle: project.title,
    bodyName,
    reason,
    url: `/bureau/projects/${project.id}`,
  })
  return objection.id
}
