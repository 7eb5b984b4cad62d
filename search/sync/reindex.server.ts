import type { Meilisearch, Settings } from 'meilisearch'
import { createDb, type Db, type Tx } from '#app/services/shared/db.server.ts'
import { connect, refusalIn } from '../client.server.ts'
import { callDocuments } from '../documents/call.ts'
import { organizationDocuments } from '../documents/organization.ts'
import { projectDocuments } from '../documents/project.ts'
import {
  indexNames,
  type IndexNames,
  makingOfIndexes,
  nextOf,
  organizationSettings,
  projectSettings,
} from '../indexes.ts'
import { lockForRebuild } from './locks.server.ts'
import { createIndex, done, ensureIndexes, indexExists } from './write-index.server.ts'

type Options = {
  databaseUrl: string
  meiliHost: string
  meiliApiKey: string
  report?: (line: string) => void
  prefix?: string
}

const batchSize = 1000
const patienceMs = 30_000
const rebuildMaxMs = 30 * 60_000
const firstId = '00000000-0000-0000-0000-000000000000'

/** Whether both indexes are there and were made by this code's settings and documents. */
export async function isIndexed({
  meiliHost,
  meiliApiKey,
  prefix,
}: Pick<Options, 'meiliHost' | 'meiliApiKey' | 'prefix'>): Promise<boolean> {
  const engine = connect({ host: meiliHost, apiKey: meiliApiKey }, patienceMs)
  const names = indexNames(prefix)
  if (!(await indexExists(engine, names.projects)) || !(await indexExists(engine, names.organizations))) return false
  try {
    const { making } = await engine.index<{ making: string }>(names.making).getDocument('current')
    return making === makingOfIndexes
  } catch (error) {
    if (refusalIn(error)?.status === 404) return false
    throw error
  }
}

/**
 * Makes both indexes anew beside the ones in use and swaps them in one step: readers never see a gap. Jobs wait meanwhile
 * and then write into the new ones.
 */
export async function reindex(options: Options): Promise<{ projects: number; organizations: number }> {
  const engine = connect({ host: options.meiliHost, apiKey: options.meiliApiKey }, patienceMs)
  const names = indexNames(options.prefix)
  const db = createDb(options.databaseUrl, 3)
  try {
    return await db.$transaction(
      async (tx) => {
        await lockForRebuild(tx)
        return build(db, engine, names, options.report ?? (() => undefined))
      },
      { timeout: rebuildMaxMs, maxWait: 10_000 },
    )
  } finally {
    await db.$disconnect()
  }
}

async function build(db: Db, engine: Meilisearch, names: IndexNames, report: (line: string) => void) {
  await fresh(engine, nextOf(names.projects), projectSettings)
  await fresh(engine, nextOf(names.organizations), organizationSettings)
  const projects =
    (await fill(engine, nextOf(names.projects), idsOf(db, 'call'), (ids) => callDocuments(db, ids))) +
    (await fill(engine, nextOf(names.projects), idsOf(db, 'project'), (ids) => projectDocuments(db, ids)))
  report(`${projects} calls and projects`)
  const organizations = await fill(engine, nextOf(names.organizations), idsOf(db, 'organization'), (ids) =>
    organizationDocuments(db, ids),
  )
  report(`${organizations} organizations`)

  await ensureIndexes(engine, names)
  await done(
    engine.swapIndexes([
      { indexes: [names.projects, nextOf(names.projects)], rename: false },
      { indexes: [names.organizations, nextOf(names.organizations)], rename: false },
    ]),
  )
  await done(engine.deleteIndex(nextOf(names.projects)))
  await done(engine.deleteIndex(nextOf(names.organizations)))
  await done(
    engine.index(names.making).addDocuments([{ id: 'current', making: makingOfIndexes }], { primaryKey: 'id' }),
  )
  return { projects, organizations }
}

/** An empty index with its settings; what a broken-off rebuild left is thrown away. */
async function fresh(engine: Meilisearch, name: string, settings: Settings): Promise<void> {
  if (await indexExists(engine, name)) await done(engine.deleteIndex(name))
  await createIndex(engine, name, settings)
}

/** Ids in order, a batch at a time: memory stays flat however many there are. */
async function* idsOf(db: Db | Tx, table: 'call' | 'project' | 'organization'): AsyncGenerator<string[]> {
  let after: string | undefined = firstId
  while (after !== undefined) {
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
    if (rows.length > 0) yield rows.map(({ id }) => id)
    after = rows[batchSize - 1]?.id
  }
}

async function fill(
  engine: Meilisearch,
  name: string,
  batches: AsyncGenerator<string[]>,
  load: (ids: string[]) => Promise<{ id: string }[]>,
): Promise<number> {
  let count = 0
  for await (const ids of batches) {
    const documents = await load(ids)
    if (documents.length > 0)
      await done(engine.index<{ id: string }>(name).addDocuments(documents, { primaryKey: 'id' }))
    count += documents.length
  }
  return count
}
