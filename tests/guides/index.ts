import { ensureBuild } from '#app/start/build.ts'
import { startTestServices } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { tellFailure } from '#app/start/fail.mjs'
import { ensureChromium } from '#app/start/find-chromium.ts'
import { withHousehold } from '#app/start/household.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'

// `npm run guides [-- ROLE…] [-- --look]`: every guide is walked in a browser, in both languages, through the demonstration; its pictures and
// docs/guides are written anew, or with --look left as they are. Exits 1 when the site is not as a guide says, 2 when it cannot be told.

const dataDir = '.data/guides'

const run = async (): Promise<number> => {
  const roles = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  let verdict = 130
  const opened = openDataDir(dataDir)
  await withHousehold(opened, async (household) => {
    await ensurePrismaClient(household.ending)
    await ensureBuild(household.ending)
    const chromium = await ensureChromium()
    Object.assign(process.env, await step('services', () => startTestServices(opened, household)))
    // Only now: the Prisma client may just have been made.
    const { walkAll } = await import('./walk-all.ts')
    const isKept = !process.argv.includes('--look')
    verdict = (await walkAll({ roles, isKept, chromium, ending: household.ending })) === 0 ? 0 : 1
  })
  return verdict
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(2)
}
