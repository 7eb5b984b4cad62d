import { createDb } from '#app/services/shared/db.server.ts'
import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { loadRegions } from '#prisma/seed/index.ts'
import { createEngine } from '#search/query/ask-engine.server.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { appPassword, asAppRole, onServer, ownerUrl, searchService, withDatabase } from '#tests/support/services.ts'
import { askAll } from './ask-all.ts'
import type { Measured } from './measure.ts'
import { placeCorpus } from './place/place-corpus.ts'

/**
 * On services that hold nothing yet, named by the environment as for tests: places the corpus in a database, indexes it, and asks
 * both engines every query as the site's own role.
 */
export async function measureOnNewServices(): Promise<Measured> {
  await onServer((server) => server.query('CREATE DATABASE relevance'))
  const url = withDatabase(ownerUrl(), 'relevance')
  await ensureAppRole(url, appPassword())
  await migrate(url)
  await loadRegions(url)
  const [owner, app] = [createDb(url, 3), createDb(asAppRole(url), 3)]
  try {
    const keyOf = await placeCorpus(owner)
    const service = searchService()
    await reindex({ databaseUrl: url, meiliHost: service.host, meiliApiKey: service.apiKey })
    return {
      Meilisearch: await askAll(app, createEngine(service), keyOf),
      PostgreSQL: await askAll(app, undefined, keyOf),
    }
  } finally {
    await owner.$disconnect()
    await app.$disconnect()
  }
}
