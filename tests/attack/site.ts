import type { ChildProcess } from 'node:child_process'
import { seedIfEmpty } from '#prisma/seed/index.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { searchService } from '#tests/support/services.ts'
import {
  freeAddress,
  makeSite,
  ready,
  type Site,
  startWebAt,
  startWorker,
  stopServer,
} from '#tests/support/start-site.ts'
import { testSecretText } from '#tests/support/test-secret.ts'

export type AttackedSite = { site: Site; address: string; stop: () => Promise<void> }

/** The production build with the demonstration in it: web server and worker, and a database that nobody needs afterwards. */
export async function startAttackedSite(ending: AbortSignal): Promise<AttackedSite> {
  const site = await makeSite()
  await seedIfEmpty(site.ownerUrl, { dataDir: site.dataDir, appSecret: testSecretText, report: () => undefined })
  const search = searchService()
  await reindex({ databaseUrl: site.databaseUrl, meiliHost: search.host, meiliApiKey: search.apiKey })
  const address = await freeAddress()
  const children: ChildProcess[] = [startWebAt(address, site.env), startWorker({ ...site.env, PUBLIC_URL: address })]
  // Whoever breaks the run off leaves nothing behind that runs.
  ending.addEventListener('abort', () => {
    for (const child of children) child.kill()
  })
  await ready(address, children)
  return {
    site,
    address,
    stop: async () => {
      await Promise.all(children.map(stopServer))
      await site.forget()
    },
  }
}
