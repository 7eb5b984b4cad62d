import { openDataDir } from './data-dir.ts'
import { tellFailure } from './fail.mjs'
import { withHousehold } from './household.ts'
import { writeServicesFile } from './services-file.ts'
import { startServices } from './start-services.ts'

/** Only the services: the database and the search server stay up until this command is ended. */
const run = async () => {
  const dataDir = openDataDir(process.env['DATA_DIR'])
  await withHousehold(dataDir, async (household) => {
    const services = await startServices(dataDir, household, process.env)
    writeServicesFile(dataDir, services, household.children(), null)
    console.log(`✓ ready: ${dataDir}/services.json names the addresses; Ctrl-C ends both`)
    await household.untilOneDies()
  })
}

try {
  await run()
  process.exit()
} catch (error) {
  tellFailure(error)
  process.exit(1)
}
