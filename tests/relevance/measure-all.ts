import type { Db } from '#app/services/shared/db.server.ts'
import { loadRegions } from '#prisma/seed/index.ts'
import type { SearchService } from '#search/client.server.ts'
import { createEngine } from '#search/query/ask-engine.server.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { askAll } from './ask-all.ts'
import type { Measured } from './measure.ts'
import { placeCorpus } from './place/place-corpus.ts'

type Place = { owner: Db; app: Db; ownerUrl: string; service: SearchService; prefix?: string }

/** In a migrated database of its own: places the corpus, indexes it, and asks both engines every query as the site's own role. */
export async function measureAll({ owner, app, ownerUrl, service, prefix }: Place): Promise<Measured> {
  await loadRegions(ownerUrl)
  const keyOf = await placeCorpus(owner)
  await reindex({
    databaseUrl: ownerUrl,
    meiliHost: service.host,
    meiliApiKey: service.apiKey,
    ...(prefix === undefined ? {} : { prefix }),
  })
  return {
    Meilisearch: await askAll(app, createEngine(service, prefix), keyOf),
    PostgreSQL: await askAll(app, undefined, keyOf),
  }
}
