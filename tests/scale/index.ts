import { ensureBuild } from '#app/start/build.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { tellFailure } from '#app/start/fail.mjs'
import { withHousehold } from '#app/start/household.ts'
import { startMeilisearch } from '#app/start/meilisearch.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'
import { startReplicated } from './replicated.ts'

// `npm run scale [-- SPEC…]`: the site on more than one machine's worth of processes: two web servers and two workers, nginx before them, PgBouncer
// by transaction and a streaming replica behind them. A rush of sealing goes through it while each web server in turn is
// replaced; then every journey (or those named) is walked through it; then everything is counted. Exits 0 when nothing was
// lost, doubled or broken, 1 when something was, 2 when it cannot be told.

const dataDir = '.data/scale'

const run = async (): Promise<number> => {
  let verdict = 130
  const opened = openDataDir(dataDir)
  await withHousehold(opened, async (household) => {
    await ensurePrismaClient(household.ending)
    await ensureBuild(household.ending)
    const { primary, replica } = await step('PostgreSQL and a replica', () => startReplicated(opened, household))
    const meilisearch = await step('Meilisearch', () => startMeilisearch(opened, household))
    Object.assign(process.env, {
      TEST_OWNER_URL: primary.ownerUrl,
      TEST_APP_URL: primary.appUrl,
      TEST_MEILI_HOST: meilisearch.url,
      TEST_MEILI_API_KEY: meilisearch.adminKey,
    })
    // Only now: the Prisma client may just have been made.
    const { scaledSite } = await import('./scaled-site.ts')
    const faults = await scaledSite(opened, { replica, specs: process.argv.slice(2) }, household)
    for (const fault of faults) console.log(`✗ ${fault}`)
    console.log(`${String(faults.length)} faults`)
    verdict = faults.length === 0 ? 0 : 1
  })
  return verdict
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(2)
}
