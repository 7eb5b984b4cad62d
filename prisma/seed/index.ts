import pg from 'pg'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import { demonstrationRetrievalCode } from './accounts.ts'

export { demonstrationAccounts, demonstrationRetrievalCode, type DemonstrationAccount } from './accounts.ts'

type Options = { dataDir: string; appSecret: string; report: (line: string) => void }

/** Two launchers at once must not both fill one database. */
const seedLock = 727073701
const settingKey = 'demonstration'

async function withClient<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'commonweal-seed' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The working-day calendar every installation needs, demonstration or not. Idempotent. */
export const loadCalendar = (ownerUrl: string): Promise<void> =>
  withClient(ownerUrl, async (client) => {
    const { writeCalendar } = await import('./load-calendar.ts')
    await inTransaction(client, () => writeCalendar(client))
  })

/** The region tree every installation needs, demonstration or not. Idempotent. */
export const loadRegions = (ownerUrl: string): Promise<void> =>
  withClient(ownerUrl, async (client) => {
    const { writeRegions } = await import('./load-regions.ts')
    await inTransaction(client, () => writeRegions(client))
  })

/** Whether the data here is the demonstration's, whole. */
export const isDemonstration = (ownerUrl: string): Promise<boolean> =>
  withClient(ownerUrl, async (client) => (await readSetting(client)) === 'yes')

/**
 * Fills a database that nobody uses yet with the demonstration. A seed that was cut short is wiped and told again; a database
 * with people of its own is left alone.
 */
export const seedIfEmpty = (ownerUrl: string, options: Options): Promise<{ seeded: boolean }> =>
  withClient(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [seedLock])
    const state = await readSetting(client)
    if (state !== 'seeding' && (state !== undefined || (await hasAccounts(client)))) return { seeded: false }
    if (state === 'seeding') {
      options.report('an unfinished demonstration is cleared away 清除未完成的演示数据')
      const { wipe } = await import('./wipe.ts')
      await inTransaction(client, () => wipe(client))
    }
    await client.query('INSERT INTO site_setting (key, value) VALUES ($1, $2)', [settingKey, 'seeding'])
    await loadCalendar(ownerUrl)
    await loadRegions(ownerUrl)
    const { assumeYears } = await import('./load-calendar.ts')
    const year = yearOf(dayOf(new Date()))
    await assumeYears(client, year - 2, year - 1, year)
    const { tellDemonstration } = await import('./tell-demonstration.ts')
    await tellDemonstration(ownerUrl, options)
    await client.query('UPDATE site_setting SET value = $2 WHERE key = $1', [settingKey, 'yes'])
    options.report(`sealed bids’ retrieval code 取回码 ${demonstrationRetrievalCode}`)
    return { seeded: true }
  })

async function readSetting(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>('SELECT value FROM site_setting WHERE key = $1', [settingKey])
  return rows[0]?.value
}

async function hasAccounts(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('SELECT EXISTS (SELECT 1 FROM account) AS there')
  return rows[0]?.there ?? false
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  try {
    await work()
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}
