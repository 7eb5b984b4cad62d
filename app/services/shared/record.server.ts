import type { Prisma } from '#prisma/generated/client.ts'
import type { Teller } from './context.server.ts'
import type { Tx } from './db.server.ts'
import { addJob } from './jobs.server.ts'

export type Indexed = { kind: 'call' | 'project' | 'organization'; id: string }

export type Fact = {
  /** Past tense, area first: bid.sealed. */
  type: string
  entity: string
  entityId: string
  bodyId?: string | undefined
  organizationId?: string | undefined
  callId?: string | undefined
  projectId?: string | undefined
  data?: Prisma.InputJsonObject
  /** May anyone read that this happened? Sealed and draft things: never. */
  isPublic?: boolean
  /** What the search engine must look at again. */
  index?: Indexed[]
}

/** The audit row, the event and the jobs, in the transaction of the change itself: all or none. */
export async function record(tx: Tx, ctx: Teller, fact: Fact): Promise<void> {
  const data = fact.data ?? {}
  await tx.auditEvent.create({
    data: {
      at: ctx.now,
      actorId: ctx.actor.accountId ?? null,
      actorName: ctx.actor.name,
      type: fact.type,
      entity: fact.entity,
      entityId: fact.entityId,
      bodyId: fact.bodyId ?? null,
      organizationId: fact.organizationId ?? null,
      data,
      requestId: ctx.requestId,
      ip: ctx.ip,
    },
  })
  await tx.event.create({
    data: {
      type: fact.type,
      entity: fact.entity,
      entityId: fact.entityId,
      callId: fact.callId ?? null,
      projectId: fact.projectId ?? null,
      isPublic: fact.isPublic ?? false,
      data: fact.isPublic ? data : {},
      occurredAt: ctx.now,
    },
  })
  for (const item of fact.index ?? []) await addJob(tx, 'sync-index', item, `sync-index:${item.kind}:${item.id}`)
  for (const [name, id] of processesOf(fact))
    await addJob(tx, 'release-process', { [name]: id }, `release-process:${id}`)
}

/**
 * Whose open data must be looked at again. What happens to a bid is in no open data before the result, which is a fact of its own; an
 * organization is looked at where its own name may have changed.
 */
function processesOf({ type, callId, projectId, index = [] }: Fact): [string, string][] {
  if (callId !== undefined) return type.startsWith('bid.') ? [] : [['callId', callId]]
  if (projectId !== undefined) return [['projectId', projectId]]
  return index.flatMap(({ kind, id }): [string, string][] => (kind === 'organization' ? [['organizationId', id]] : []))
}
