import { isDeepStrictEqual } from 'node:util'
import type { Meilisearch } from 'meilisearch'
import { createDb } from '#app/services/shared/db.server.ts'
import { connect } from '../client.server.ts'
import { indexNames } from '../indexes.ts'
import { type Batch, batchesOf } from './batches.server.ts'

type Options = { databaseUrl: string; meiliHost: string; meiliApiKey: string; prefix?: string }
type Document = { id: string }

/** What the index holds against what it should: ids of documents. */
export type IndexCheck = { documents: number; missing: string[]; different: string[]; extra: string[] }

const pageSize = 1000
const patienceMs = 30_000

/** Makes every document again from the database and holds it against the one in the index, field by field. */
export async function checkIndex(options: Options): Promise<IndexCheck> {
  const engine = connect({ host: options.meiliHost, apiKey: options.meiliApiKey }, patienceMs)
  const names = indexNames(options.prefix)
  const db = createDb(options.databaseUrl, 3)
  const check: IndexCheck = { documents: 0, missing: [], different: [], extra: [] }
  try {
    const due = { projects: new Set<string>(), organizations: new Set<string>() }
    for await (const { index, documents } of batchesOf(db)) {
      for (const { id } of documents) due[index].add(id)
      await hold(engine, names[index], documents, check)
    }
    for (const index of ['projects', 'organizations'] as const)
      for await (const ids of idsIn(engine, names[index])) check.extra.push(...ids.filter((id) => !due[index].has(id)))
    check.documents = due.projects.size + due.organizations.size
    return check
  } finally {
    await db.$disconnect()
  }
}

async function hold(engine: Meilisearch, index: string, documents: Batch['documents'], check: IndexCheck) {
  if (documents.length === 0) return
  const { results } = await engine
    .index<Document>(index)
    .getDocuments({ ids: documents.map(({ id }) => id), limit: documents.length })
  const kept = new Map(results.map((document) => [document.id, document]))
  for (const document of documents) {
    const found = kept.get(document.id)
    if (found === undefined) check.missing.push(document.id)
    else if (!isDeepStrictEqual(plain(found), plain(document))) check.different.push(document.id)
  }
}

/** As it travels: what is undefined is not there. */
const plain = (document: object): unknown => JSON.parse(JSON.stringify(document))

async function* idsIn(engine: Meilisearch, index: string): AsyncGenerator<string[]> {
  for (let offset = 0; ; offset += pageSize) {
    const { results } = await engine.index<Document>(index).getDocuments({ offset, limit: pageSize, fields: ['id'] })
    yield results.map(({ id }: Document) => id)
    if (results.length < pageSize) return
  }
}
