import type { Meilisearch, Settings } from 'meilisearch'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { connect, refusalIn } from '../client.server.ts'
import {
  indexNames,
  type IndexNames,
  makingOfIndexes,
  nextOf,
  organizationSettings,
  projectSettings,
} from '../indexes.ts'
import { batchesOf, rowsToRead } from './batches.server.ts'
import { lockForRebuild } from './locks.server.ts'
import { createIndex, done, ensureIndexes, indexExists } from './write-index.server.ts'

type Options = {
  databaseUrl: string
  meiliHost: string
  meiliApiKey: string
  /** Rows read so far, and how many there are. */
  report?: (read: number, all: number) => void
  prefix?: string
}

const patienceMs = 30_000
const rebuildMaxMs = 60 * 60_000
/** So many batches are on their way at once: reading waits for the engine only when it is that far behind. */
const underWayMax = 4

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

async function build(db: Db, engine: Meilisearch, names: IndexNames, report: (read: number, all: number) => void) {
  await fresh(engine, nextOf(names.projects), projectSettings)
  await fresh(engine, nextOf(names.organizations), organizationSettings)
  const made = { projects: 0, organizations: 0 }
  const all = await rowsToRead(db)
  let read = 0
  report(read, all)
  const underWay: Promise<void>[] = []
  for await (const batch of batchesOf(db)) {
    if (batch.documents.length > 0) {
      const writing = done(
        engine.index<{ id: string }>(nextOf(names[batch.index])).addDocuments(batch.documents, { primaryKey: 'id' }),
      )
      // Waited for below; until then its failure is not nobody's.
      writing.catch(() => undefined)
      underWay.push(writing)
    }
    if (underWay.length >= underWayMax) await underWay.shift()
    made[batch.index] += batch.documents.length
    read += batch.read
    report(read, all)
  }
  await Promise.all(underWay)

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
  return made
}

/** An empty index with its settings; what a broken-off rebuild left is thrown away. */
async function fresh(engine: Meilisearch, name: string, settings: Settings): Promise<void> {
  if (await indexExists(engine, name)) await done(engine.deleteIndex(name))
  await createIndex(engine, name, settings)
}
