import type { Meilisearch } from 'meilisearch'
import { z } from 'zod'
import type { Db } from '#app/services/shared/db.server.ts'
import { connect, type SearchService } from '../client.server.ts'
import { callDocumentId, callDocuments } from '../documents/call.ts'
import { organizationDocuments } from '../documents/organization.ts'
import { projectDocumentId, projectDocuments } from '../documents/project.ts'
import { type IndexNames, indexNames } from '../indexes.ts'
import { lockForSync } from './locks.server.ts'
import { done, indexExists } from './write-index.server.ts'

/** The job that `record()` wrote with the change: look at this thing again. */
const payload = z.object({ kind: z.enum(['call', 'project', 'organization']), id: z.uuid() })
export type Changed = z.output<typeof payload>

const patienceMs = 10_000

/** Brings one thing in the index to what the database says now. Throws when it cannot; the job is then tried again. */
export function createSync(db: Db, service: SearchService, prefix?: string): (job: unknown) => Promise<void> {
  const engine = connect(service, patienceMs)
  const names = indexNames(prefix)
  return async (job) => {
    const changed = payload.parse(job)
    await db.$transaction(
      async (tx) => {
        if (!(await lockForSync(tx, `${changed.kind}:${changed.id}`))) throw new Error('the index is being rebuilt')
        // An index that is not there is made whole at the next start; one made here would hold this thing alone, and pass for all.
        if (await indexExists(engine, indexOf(names, changed)))
          await write(engine, names, changed, await read(tx, changed))
      },
      { timeout: 60_000, maxWait: 10_000 },
    )
  }
}

type Document = { id: string }

async function read(tx: Parameters<typeof callDocuments>[0], { kind, id }: Changed): Promise<Document | undefined> {
  if (kind === 'call') return (await callDocuments(tx, [id]))[0]
  if (kind === 'project') return (await projectDocuments(tx, [id]))[0]
  return (await organizationDocuments(tx, [id]))[0]
}

const documentId = ({ kind, id }: Changed) =>
  kind === 'call' ? callDocumentId(id) : kind === 'project' ? projectDocumentId(id) : id

const indexOf = (names: IndexNames, { kind }: Changed) =>
  kind === 'organization' ? names.organizations : names.projects

/** A thing the public may not read has no document: what was there is taken out. */
async function write(engine: Meilisearch, names: IndexNames, changed: Changed, document: Document | undefined) {
  const index = engine.index<Document>(indexOf(names, changed))
  await done(
    document === undefined
      ? index.deleteDocument(documentId(changed))
      : index.addDocuments([document], { primaryKey: 'id' }),
  )
}
