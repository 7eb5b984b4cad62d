import { type CommentEvent, commentLifecycle } from '#app/domain/voice/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Prisma, Project, ServiceComment } from '#prisma/generated/client.ts'

/** A comment and the project it is about, both locked until the transaction ends. */
export async function lockComment(tx: Tx, id: string): Promise<{ comment: ServiceComment; project: Project } | null> {
  await tx.$queryRaw`SELECT id FROM service_comment WHERE id = ${id}::uuid FOR UPDATE`
  const found = await tx.serviceComment.findUnique({
    where: { id },
    include: { session: { select: { project: true } } },
  })
  if (found === null) return null
  const { session, ...comment } = found
  return { comment, project: session.project }
}

export async function moveComment(
  tx: Tx,
  row: Pick<ServiceComment, 'id' | 'state' | 'version'>,
  event: CommentEvent,
  data: Prisma.ServiceCommentUncheckedUpdateManyInput,
): Promise<Outcome> {
  const state = commentLifecycle.next(row.state, event)
  if (state === undefined) return refuse('voice.already-moderated')
  const where = { id: row.id, state: row.state, version: row.version }
  const { count } = await tx.serviceComment.updateMany({ where, data: { ...data, state, version: { increment: 1 } } })
  return count === 1 ? ok() : stale()
}

/** Uses a code up. Of two at once the second waits for the first and then finds nothing left; answers whose it was. */
export async function useCode(tx: Tx, codeHash: Uint8Array): Promise<string | undefined> {
  const [used] = await tx.$queryRaw<{ session_id: string }[]>`
    UPDATE answer_code SET is_used = true WHERE code_hash = ${codeHash} AND NOT is_used RETURNING session_id`
  return used?.session_id
}
