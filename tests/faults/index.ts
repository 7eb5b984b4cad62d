import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from '#app/start/build.ts'
import { forget } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { StartFailure, tellFailure } from '#app/start/fail.mjs'
import { withHousehold } from '#app/start/household.ts'
import type { Household } from '#app/start/household.ts'
import { startMeilisearch } from '#app/start/meilisearch.ts'
import { startPostgres } from '#app/start/postgres.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'

// `npm run faults [-- --rounds N] [--kind NAME,…] [--seed N] [--minutes N] [--json FILE]`: people work on the real stack while its parts are taken away,
// filled, slowed and set wrong, one at a time; after each everything they were told is held against what is there. `--kind outage`
// measures how fast changes are found, and the engine's absence during many of them. docs/faults.md. Exits 0 when nothing was lost,
// doubled or broken, 1 when something was, 2 when it cannot be told, 130 when broken off.

const dataDir = '.data/faults'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    kind: { type: 'string' },
    seed: { type: 'string', default: String(randomInt(1, 2_147_483_647)) },
    json: { type: 'string' },
    minutes: { type: 'string', default: 'Infinity' },
  },
})

const run = async (): Promise<number> => {
  let verdict = 130
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || seed < 1)
    throw new StartFailure('--rounds and --seed are whole numbers', 'npm run faults -- --rounds 20 --seed 7')
  const opened = openDataDir(dataDir)
  await withHousehold(opened, async (household) => {
    await ensurePrismaClient(household.ending)
    await ensureBuild(household.ending)
    forget(opened)
    // Commits wait for the disk, as in a real site.
    const postgres = await step('PostgreSQL', () => startPostgres(opened, { adopt: household.adopt }))
    const meilisearch = await step('Meilisearch', () => startMeilisearch(opened, { adopt: household.adopt }))
    Object.assign(process.env, {
      TEST_OWNER_URL: postgres.ownerUrl,
      TEST_APP_URL: postgres.appUrl,
      TEST_MEILI_HOST: meilisearch.url,
      TEST_MEILI_API_KEY: meilisearch.adminKey,
    })
    if (values.kind === 'outage') {
      verdict = await outage(household)
      return
    }
    // Only now: the Prisma client may just have been made.
    const { kindNames, runSuite } = await import('./suite.ts')
    const only = values.kind?.split(',') ?? []
    const unknown = only.find((name) => !kindNames.includes(name))
    if (unknown !== undefined)
      throw new StartFailure(`There is no fault ${unknown}`, `Name some of: ${[...kindNames, 'outage'].join(' ')}`)
    console.log(`seed ${String(seed)}`)
    const asked = { rounds, only, seed, minutes: Number(values.minutes) }
    const { figures, faults } = await runSuite({ dataDir: opened, postgres, meilisearch }, asked, household)
    for (const fault of faults) console.log(`✗ ${fault}`)
    console.log(`${String(figures.at(-1)?.rounds ?? 0)} rounds, ${String(faults.length)} faults; seed ${String(seed)}`)
    if (values.json !== undefined)
      writeFileSync(values.json, `${JSON.stringify({ ...asked, figures, faults }, null, 2)}\n`)
    verdict = faults.length === 0 ? 0 : 1
  })
  return verdict
}

async function outage(household: Household): Promise<number> {
  const { searchOutage } = await import('./search-outage.ts')
  const found = await searchOutage(openDataDir(path.join(dataDir, 'engine')), household)
  const { median, most } = found.searchableMs
  console.log(`a change is searchable after ${median.toFixed(0)} ms (median), ${most.toFixed(0)} ms (most)`)
  console.log(
    `Meilisearch killed during ${String(found.writes)} writes, away for ${String(found.writesWhileAway)} of them: caught up ${found.caughtUpSeconds.toFixed(1)} s after it was back; ${String(found.documents)} documents, ${String(found.faults)} faults`,
  )
  return found.faults === 0 ? 0 : 1
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(2)
}
