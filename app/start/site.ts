import { openDataDir } from './data-dir.ts'
import { ensureBuild } from './build.ts'
import { tellFailure } from './fail.mjs'
import { isDemonstrationWanted } from './demonstration-wanted.ts'
import { type Household, withHousehold } from './household.ts'
import { PreparationFailed, runPreparation } from './preparation.ts'
import { ensurePrismaClient } from './prisma-client.ts'
import { step } from './progress.mjs'
import { openSecrets } from './secrets.ts'
import { writeServicesFile } from './services-file.ts'
import { accountLines } from './show-accounts.ts'
import { startServers } from './start-servers.ts'
import { startServices } from './start-services.ts'
import { localUrl, refuseTakenPort, webAddress } from './web-address.mjs'

type Mode = 'production' | 'development'

const ensureClient = (signal: AbortSignal) =>
  step(
    'database client 数据库客户端',
    () => ensurePrismaClient(signal),
    (isNew) => (isNew ? 'database client generated 数据库客户端' : null),
  )

const ensurePages = (signal: AbortSignal) =>
  step(
    'site built 构建',
    () => ensureBuild(signal),
    (isNew) => (isNew ? 'site built 构建' : null),
  )

const bringUp = async (mode: Mode, dataDir: string, household: Household) => {
  const address = webAddress(process.env)
  await refuseTakenPort(address)
  const { ending } = household
  await ensureClient(ending)
  const appSecret = process.env['APP_SECRET'] || openSecrets(dataDir).appSecret

  const withData = async () => {
    const services = await startServices(dataDir, household, process.env)
    const { databaseOwnerUrl: ownerUrl, appPassword, search } = services
    const isSeedWanted = isDemonstrationWanted(process.env)
    const task = { ownerUrl, appPassword, search, dataDir, appSecret, isSeedWanted }
    return { services, ...(await runPreparation(task, ending)) }
  }
  const [{ services, accounts }] = await Promise.all([withData(), mode === 'production' && ensurePages(ending)])

  // From here on whatever is written into the data directory is ours alone.
  process.umask(0o077)
  const url = process.env['PUBLIC_URL'] || localUrl(address)
  const settings = { services, address, dataDir, appSecret, mode }
  await step('web server and worker 网站与后台', () => startServers(settings, household))
  writeServicesFile(dataDir, services, household.children(), url)
  console.log(`\n  Commonweal 公益汇  ${url}`)
  if (accounts.length > 0) console.log(`\n  ${accountLines(accounts).join('\n  ')}`)
  console.log('\n  Ctrl-C stops everything 停止')
}

/** The whole site, from an empty checkout to a browser's answer, until it is asked to end. */
export const runSite = async (mode: Mode) => {
  try {
    const dataDir = openDataDir(process.env['DATA_DIR'])
    await withHousehold(dataDir, async (household) => {
      await bringUp(mode, dataDir, household)
      await household.untilOneDies()
    })
    console.log('✓ everything stopped 已停止')
    process.exit(0)
  } catch (error) {
    if (!(error instanceof PreparationFailed)) tellFailure(error)
    process.exit(1)
  }
}
