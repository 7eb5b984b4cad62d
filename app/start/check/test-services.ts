import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../environment.ts'
import type { Household } from '../household.ts'
import { startMeilisearch } from '../meilisearch.ts'
import { clusterDir, homeOf } from '../place.ts'
import { startPostgres } from '../postgres.ts'
import { makeMemoryHome } from './memory-home.ts'

/** Every run begins with nothing, so that none can lean on what an earlier one left. */
export const forget = (dataDir: string) => {
  const home = homeOf(dataDir)
  for (const dir of [clusterDir(home), path.join(home, 'meilisearch')]) rmSync(dir, { recursive: true, force: true })
}

/**
 * Real servers for the tests, and the environment that says where they are. `isDurable`: PostgreSQL waits for the disk, as it does for real;
 * tests that take nothing away from under it need not.
 */
export const startTestServices = async (
  dataDir: string,
  { adopt, leaveBehind }: Household,
  { isDurable = false } = {},
): Promise<Environment> => {
  forget(dataDir)
  const throwawayHome = isDurable ? undefined : makeMemoryHome(dataDir)
  if (throwawayHome !== undefined) leaveBehind(throwawayHome)
  const postgres = await startPostgres(dataDir, { isThrowaway: !isDurable, throwawayHome, adopt })
  const meilisearch = await startMeilisearch(dataDir, { throwawayHome, adopt })
  return {
    TEST_OWNER_URL: postgres.ownerUrl,
    TEST_APP_URL: postgres.appUrl,
    TEST_MEILI_HOST: meilisearch.url,
    TEST_MEILI_API_KEY: meilisearch.adminKey,
  }
}
