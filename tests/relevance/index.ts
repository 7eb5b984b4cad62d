import { writeFileSync } from 'node:fs'
import { startTestServices } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { StartFailure, tellFailure } from '#app/start/fail.mjs'
import { withHousehold } from '#app/start/household.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'

// `npm run relevance [-- --json FILE]`: what the search finds for judged queries, on services, a database and indexes of its own.
// Exits 0 when every floor is kept, 1 when one is not, 2 when it cannot be told, 130 when broken off.

const dataDir = '.data/relevance'

function jsonFile(): string | undefined {
  const at = process.argv.indexOf('--json')
  if (at < 0) return undefined
  const file = process.argv[at + 1]
  if (file === undefined) throw new StartFailure('--json needs the name of a file', 'npm run relevance -- --json FILE')
  return file
}

const run = async (): Promise<number> => {
  const file = jsonFile()
  const opened = openDataDir(dataDir)
  let verdict = 130
  await withHousehold(opened, async (household) => {
    await ensurePrismaClient(household.ending)
    Object.assign(process.env, await step('services', () => startTestServices(opened, household)))
    // Only now: the Prisma client may just have been made.
    const { measureOnNewServices } = await import('./on-new-services.ts')
    const measured = await step('queries', measureOnNewServices)
    const { jsonOf, tableOf, worstReport } = await import('./report.ts')
    const { breachesIn } = await import('./floors.ts')
    const breaches = breachesIn(measured)
    console.log([...tableOf(measured, breaches), ...worstReport(measured)].join('\n'))
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(jsonOf(measured), null, 2)}\n`)
    verdict = breaches.length > 0 ? 1 : 0
  })
  return verdict
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(2)
}
