import { randomUUID } from 'node:crypto'
import { ok, type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import type { SessionForm } from '#app/domain/voice/schema.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { codesOf, hashOfCode } from './answer-codes.server.ts'

export type NewSession = SessionForm & {
  projectId: string
  /** How long it took, over all its people; nothing said is nothing counted. */
  minutes?: number
  volunteers?: number
}

/** An occasion of the service and its codes, all at once. Which day, which milestone, which project: the database decides. */
export const makeSession = (ctx: Context, input: NewSession) => transact(ctx, (tx) => createSession(tx, ctx, input))

export async function createSession(
  tx: Tx,
  ctx: Context,
  { projectId, ...input }: NewSession,
): Promise<Outcome<{ sessionId: string; organizationId: string }>> {
  const project = await lockProject(tx, projectId)
  if (project === null || !may(voicePolicy, 'readFigures', ctx.actor, project)) return refuse('not-found')
  if (!may(voicePolicy, 'makeSession', ctx.actor, project) || ctx.actor.accountId === undefined)
    return refuse('forbidden')
  const { id, hashes } = await freeCodes(tx, ctx, input.codeCount)
  await tx.serviceSession.create({
    data: {
      id,
      projectId,
      milestoneId: input.milestoneId ?? null,
      heldOn: dateOfDay(input.heldOn),
      title: input.title,
      place: input.place,
      attendance: input.attendance,
      minutes: input.minutes ?? 0,
      volunteers: input.volunteers ?? 0,
      codeCount: input.codeCount,
      madeById: ctx.actor.accountId,
      madeAt: ctx.now,
    },
  })
  await tx.answerCode.createMany({ data: hashes.map((codeHash) => ({ codeHash, sessionId: id })) })
  await record(tx, ctx, {
    type: input.codeCount === 0 ? 'activity.recorded' : 'voice.session-made',
    entity: 'service_session',
    entityId: id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId,
    data: { title: input.title, heldOn: input.heldOn, codeCount: input.codeCount, attendance: input.attendance },
  })
  return ok({ sessionId: id, organizationId: project.organizationId })
}

/** Forty bits may meet a code of another occasion: then the codes of another id are taken. */
async function freeCodes(tx: Tx, { keys }: Context, count: number) {
  for (;;) {
    const id = randomUUID()
    const hashes = codesOf(keys, id, count).map((code) => hashOfCode(keys, code))
    const isFree =
      (await tx.answerCode.findFirst({ where: { codeHash: { in: hashes } }, select: { sessionId: true } })) === null
    if (isFree && new Set(hashes.map((hash) => Buffer.from(hash).toString('hex'))).size === count) return { id, hashes }
  }
}
