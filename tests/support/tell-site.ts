import { seedIfEmpty } from '#prisma/seed/index.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { searchService } from './services.ts'
import { makeSite, type Site } from './start-site.ts'
import { testSecretText } from './test-secret.ts'

/** A site with the demonstration in it, found by the search engine; nothing runs on it yet. */
export async function tellSite(): Promise<Site> {
  const site = await makeSite()
  await seedIfEmpty(site.ownerUrl, { dataDir: site.dataDir, appSecret: testSecretText, report: () => undefined })
  const search = searchService()
  await reindex({ databaseUrl: site.databaseUrl, meiliHost: search.host, meiliApiKey: search.apiKey })
  return site
}
