import path from 'node:path'
import { ensureBuild } from '#app/start/build.ts'
import { startTestServices } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { tellFailure } from '#app/start/fail.mjs'
import { withHousehold } from '#app/start/household.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'

// `npm run faults`: the real stack on services of its own, with its parts taken away in the middle. Exits 0 when nothing was lost, 1
// when something was, 2 when it cannot be told, 130 when broken off.

const dataDir = '.data/faults'

const run = async (): Promise<number> => {
  let verdict = 130
  const opened = openDataDir(dataDir)
  const engineDir = openDataDir(path.join(dataDir, 'engine'))
  await withHousehold(opened, async (household) => {
    await ensurePrismaClient(household.ending)
    await ensureBuild(household.ending)
    Object.assign(process.env, await step('services', () => startTestServices(opened, household)))
    // Only now: the Prisma client may just have been made.
    const { searchOutage } = await import('./search-outage.ts')
    const found = await searchOutage(engineDir, household)
    const { median, most } = found.searchableMs
    console.log(`a change is searchable after ${median.toFixed(0)} ms (median), ${most.toFixed(0)} ms (most)`)
    console.log(
      `Meilisearch killed during ${String(found.writes)} writes, away for ${String(found.writesWhileAway)} of them: caught up ${found.caughtUpSeconds.toFixed(1)} s after it was back; ${String(found.documents)} documents, ${String(found.faults)} faults`,
    )
    verdict = found.faults === 0 ? 0 : 1
  })
  return verdict
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(2)
}
