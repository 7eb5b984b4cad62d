import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { demonstrationAccounts, isDemonstration, loadCalendar, loadRegions, seedIfEmpty } from '#prisma/seed/index.ts'
import { releaseAllOf } from '#app/services/open-data/release-all.server.ts'
import { isIndexed, reindex } from '#search/sync/reindex.server.ts'
import { StartFailure, tellFailure } from './fail.mjs'
import { testLedger } from './ledger-self-test.ts'
import type { Prepared, Preparation } from './preparation.ts'
import { step } from './progress.mjs'

/**
 * Brings the data up to the code: role, migrations, first contents, index. A program of its own, so that what it needs
 * (the owner's password, the whole of Prisma) is gone from memory when the site runs.
 */

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).trim()

const makeRole = async ({ ownerUrl, appPassword }: Preparation) => {
  if (appPassword === null) return
  await ensureAppRole(ownerUrl, appPassword).catch((cause: unknown) => {
    throw new StartFailure(
      `The role commonweal_app could not be made (${reasonOf(cause)})`,
      'Let the owner in DATABASE_URL create roles, or make the role yourself and name it in DATABASE_APP_URL',
      cause,
    )
  })
}

const applyMigrations = async ({ ownerUrl }: Preparation) => {
  try {
    return await migrate(ownerUrl)
  } catch (cause) {
    throw new StartFailure(
      `A migration failed: ${reasonOf(cause)}`,
      'The site was not started; put the data right, or go back to the version that ran before',
      cause,
    )
  }
}

const migrationsLine = (count: number) =>
  count === 0 ? 'database up to date 数据库已就绪' : `migrations applied 数据库迁移 (${String(count)})`

/** Working days and regions: a site without the demonstration needs them too, and later years are added here. */
const loadGroundwork = async (ownerUrl: string) => {
  await loadCalendar(ownerUrl)
  await loadRegions(ownerUrl)
}

const seed = async ({ ownerUrl, dataDir, appSecret, isSeedWanted }: Preparation) => {
  const report = (line: string) => console.log(`  ${line}`)
  const { seeded } = await step(
    'demonstration contents 演示数据',
    async () => (isSeedWanted ? seedIfEmpty(ownerUrl, { dataDir, appSecret, report }) : { seeded: false }),
    (outcome) => (outcome.seeded ? 'demonstration contents 演示数据' : null),
  )
  if (!seeded) await loadGroundwork(ownerUrl)
  return { seeded }
}

const index = async ({ ownerUrl, search }: Preparation, isForced: boolean) => {
  if (!search) return
  const options = { databaseUrl: ownerUrl, meiliHost: search.host, meiliApiKey: search.adminKey }
  if (!isForced && (await isIndexed(options))) return
  await step(
    'search index 搜索索引',
    () => reindex(options),
    ({ projects, organizations }) =>
      `search index 搜索索引 (${String(projects)} projects, ${String(organizations)} organizations)`,
  )
}

/** What was public before there was open data, and the demonstration; the worker writes what happens from then on. */
const release = ({ ownerUrl }: Preparation) =>
  step(
    'open data 开放数据',
    () => releaseAllOf(ownerUrl, new Date(), { onlyNew: true }),
    ({ calls, releases }) => (calls === 0 ? null : `open data 开放数据 (${String(releases)} releases)`),
  )

const prepare = async (task: Preparation): Promise<Prepared> => {
  await step(
    'database 数据库',
    async () => {
      await makeRole(task)
      const done = await applyMigrations(task)
      await testLedger(task.ownerUrl)
      return done
    },
    ({ applied }) => migrationsLine(applied.length),
  )
  const { seeded } = await seed(task)
  await index(task, seeded)
  await release(task)
  return { accounts: (await isDemonstration(task.ownerUrl)) ? [...demonstrationAccounts] : [] }
}

process.once('message', (task: Preparation) => {
  prepare(task).then(
    (prepared) => process.send?.(prepared, () => process.exit(0)),
    (error: unknown) => {
      tellFailure(error)
      process.exit(1)
    },
  )
})
