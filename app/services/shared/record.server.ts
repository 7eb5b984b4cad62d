import type { Prisma } from '#prisma/generated/client.ts'
import type { Teller } from './context.server.ts'
import type { Tx } from './db.server.ts'
import { addingJobs, type Job } from './jobs.server.ts'

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

/** The audit row, the event and the jobs, in the transaction of the change itself: all or none. One statement. */
export async function record(tx: Tx, ctx: Teller, fact: Fact): Promise<void> {
  const data = JSON.stringify(fact.data ?? {})
  const jobs = [
    ...(fact.index ?? []).map((item): Job => ({
      task: 'sync-index',
      payload: item,
      key: `sync-index:${item.kind}:${item.id}`,
    })),
    ...processesOf(fact).map(([name, id]): Job => ({
      task: 'release-process',
      payload: { [name]: id },
      key: `release-process:${id}`,
    })),
  ]
  await tx.$queryRaw`
    WITH audited AS (
      INSERT INTO audit_event (at, actor_id, actor_name, type, entity, entity_id, body_id, organization_id, data, request_id, ip)
      VALUES (${ctx.now}::timestamptz, ${ctx.actor.accountId ?? null}::uuid, ${ctx.actor.name}, ${fact.type}, ${fact.entity}, ${fact.entityId}::uuid,
        ${fact.bodyId ?? null}::uuid, ${fact.organizationId ?? null}::uuid, ${data}::jsonb, ${ctx.requestId}, ${ctx.ip})),
    told AS (
      INSERT INTO event (id, type, entity, entity_id, call_id, project_id, is_public, data, occurred_at)
      VALUES (uuidv7(), ${fact.type}, ${fact.entity}, ${fact.entityId}::uuid, ${fact.callId ?? null}::uuid, ${fact.projectId ?? null}::uuid,
        ${fact.isPublic ?? false}, ${fact.isPublic ? data : '{}'}::jsonb, ${ctx.now}::timestamptz))
    ${addingJobs(jobs)}`
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
