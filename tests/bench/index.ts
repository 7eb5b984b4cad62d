import { writeFileSync } from 'node:fs'
import { ensureBuild } from '#app/start/build.ts'
import { startTestServices } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { StartFailure, tellFailure } from '#app/start/fail.mjs'
import { withHousehold } from '#app/start/household.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'
import { benchEngine } from './engine.ts'

// `npm run bench [-- engine search] [--size PROJECTS] [--json FILE]`: how fast, each beside what it is compared with, in one run on
// services of its own.

const dataDir = '.data/bench'
const kinds = ['engine', 'search'] as const

function named(option: string): string | undefined {
  const at = process.argv.indexOf(option)
  if (at < 0) return undefined
  const value = process.argv[at + 1]
  if (value === undefined) throw new StartFailure(`${option} needs a value`, `npm run bench -- ${option} VALUE`)
  return value
}

const run = async () => {
  const asked = kinds.filter((kind) => process.argv.includes(kind))
  const wanted = asked.length === 0 ? kinds : asked
  const size = Number(named('--size') ?? '20000')
  const figures: Record<string, unknown> = {}
  if (wanted.includes('engine')) {
    const engine = benchEngine()
    figures['engine'] = engine
    console.log(
      `engine, 1,000 bids x 9 judges x 20 criteria: ${engine.medianMs.toFixed(0)} ms median, ${engine.leastMs.toFixed(0)} ms least`,
    )
  }
  if (wanted.includes('search')) {
    const opened = openDataDir(dataDir)
    await withHousehold(opened, async (household) => {
      await ensurePrismaClient(household.ending)
      await ensureBuild(household.ending)
      Object.assign(process.env, await step('services', () => startTestServices(opened, household)))
      // Only now: the Prisma client may just have been made.
      const { benchSearch } = await import('./search.ts')
      const search = await benchSearch(size)
      figures['search'] = search
      console.log(
        `search among ${String(search.documents)} documents: site ${search.siteMs.toFixed(1)} ms, Meilisearch asked directly ${search.engineMs.toFixed(1)} ms, ratio ${search.ratio.toFixed(2)}`,
      )
      console.log(`reindex of ${String(search.documents)} documents: ${search.reindexSeconds.toFixed(0)} s`)
    })
  }
  const file = named('--json')
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
}

try {
  await run()
  process.exit(0)
} catch (error) {
  tellFailure(error)
  process.exit(1)
}
