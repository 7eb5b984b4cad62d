import { randomBytes } from 'node:crypto'
import type { Meilisearch } from 'meilisearch'
import { afterAll } from 'vitest'
import { connect } from '#search/client.server.ts'
import { indexNames, nextOf } from '#search/indexes.ts'
import { searchService } from '#tests/support/services.ts'

/** Indexes of this test file's own on the real server, gone when it ends. */
export function useIndexes(): { prefix: string; engine: Meilisearch; names: ReturnType<typeof indexNames> } {
  const prefix = `test_${randomBytes(5).toString('hex')}_`
  const names = indexNames(prefix)
  const engine = connect(searchService(), 20_000)
  afterAll(async () => {
    for (const name of Object.values(names).flatMap((each) => [each, nextOf(each)])) await engine.deleteIndex(name)
  })
  return { prefix, engine, names }
}
