import { ensureBuild } from '#app/start/build.ts'
import { startTestServices } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { StartFailure, tellFailure } from '#app/start/fail.mjs'
import { withHousehold } from '#app/start/household.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'

// `npm run attack [-- fuzz scan] [--rounds N] [--seed N]`: the production build with the demonstration in it, on loopback, attacked by wapiti and
// sqlmap as nobody and as several people, and by forms and addresses with something odd in them. Exits 0 when nothing was found
// that is not explained, 1 when something was, 2 when it cannot be told.

const dataDir = '.data/attack'
const kinds = ['fuzz', 'scan'] as const

function numberOf(option: string, usual: number): number {
  const at = process.argv.indexOf(option)
  if (at < 0) return usual
  const value = Number(process.argv[at + 1])
  if (!Number.isSafeInteger(value) || value < 1)
    throw new StartFailure(`${option} needs a number`, `npm run attack -- ${option} ${String(usual)}`)
  return value
}

const run = async (): Promise<number> => {
  const asked = kinds.filter((kind) => process.argv.includes(kind))
  const wanted = asked.length === 0 ? kinds : asked
  const rounds = numberOf('--rounds', 3_000)
  const seed = numberOf('--seed', 20_261_123)
  let verdict = 130
  const opened = openDataDir(dataDir)
  await withHousehold(opened, async (household) => {
    await ensurePrismaClient(household.ending)
    await ensureBuild(household.ending)
    Object.assign(process.env, await step('services', () => startTestServices(opened, household)))
    // Only now: the Prisma client may just have been made.
    const { attack } = await import('./attack.ts')
    verdict = (await attack({ wanted, rounds, seed, ending: household.ending })) === 0 ? 0 : 1
  })
  return verdict
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(2)
}
