import type { Db } from '#app/services/shared/db.server.ts'
import { callDocuments } from '../documents/call.ts'
import { organizationDocuments } from '../documents/organization.ts'
import { projectDocuments } from '../documents/project.ts'

export type Batch = { index: 'projects' | 'organizations'; read: number; documents: { id: string }[] }

const batchSize = 1000
const firstId = '00000000-0000-0000-0000-000000000000'
const kinds = [
  { table: 'call', index: 'projects', load: callDocuments },
  { table: 'project', index: 'projects', load: projectDocuments },
  { table: 'organization', index: 'organizations', load: organizationDocuments },
] as const
type Table = (typeof kinds)[number]['table']

/** How many rows there are to read. */
export async function rowsToRead(db: Db): Promise<number> {
  const counts = await Promise.all([db.call.count(), db.project.count(), db.organization.count()])
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Every document that should be, by id, a batch at a time: memory stays flat however many there are. `read`: rows looked at. */
export async function* batchesOf(db: Db): AsyncGenerator<Batch> {
  for (const { table, index, load } of kinds) {
    let after: string | undefined = firstId
    while (after !== undefined) {
      const ids: string[] = await idsAfter(db, table, after)
      if (ids.length > 0) yield { index, read: ids.length, documents: await load(db, ids) }
      after = ids[batchSize - 1]
    }
  }
}

async function idsAfter(db: Db, table: Table, after: string): Promise<string[]> {
  const page = {
    select: { id: true },
    where: { id: { gt: after } },
    orderBy: { id: 'asc' },
    take: batchSize,
  } as const
  const rows: { id: string }[] =
    table === 'call'
      ? await db.call.findMany(page)
      : table === 'project'
        ? await db.project.findMany(page)
        : await db.organization.findMany(page)
  return rows.map(({ id }) => id)
}
