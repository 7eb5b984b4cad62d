import { ensureBuild } from '#app/start/build.ts'
import { startTestServices } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { tellFailure } from '#app/start/fail.mjs'
import { type Household, withHousehold } from '#app/start/household.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'

type Work = (household: Household) => Promise<'right' | 'wrong'>

/**
 * A command whose work needs services of its own, which are named in the environment by then. What reaches the Prisma client is loaded by
 * the work, since the client may just have been made. Exits 0 when all is right, 1 when something is wrong, 2 when it cannot be told, 130
 * when broken off.
 */
export async function exitFromOwnServices(dataDir: string, work: Work, { isSiteBuilt = true } = {}): Promise<never> {
  try {
    let verdict = 130
    const opened = openDataDir(dataDir)
    await withHousehold(opened, async (household) => {
      await ensurePrismaClient(household.ending)
      if (isSiteBuilt) await ensureBuild(household.ending)
      Object.assign(process.env, await step('services', () => startTestServices(opened, household)))
      verdict = (await work(household)) === 'right' ? 0 : 1
    })
    process.exit(verdict)
  } catch (error) {
    tellFailure(error)
    process.exit(2)
  }
}
