import { namedBackupDir } from './backup/backup-dir.ts'
import type { Environment } from './environment.ts'
import { checkDatabase, withRole } from './external-database.ts'
import { StartFailure } from './fail.mjs'
import type { Household } from './household.ts'
import { hasMeilisearch } from './meilisearch-program.ts'
import { startMeilisearch } from './meilisearch.ts'
import { openPlace } from './place.ts'
import { appRole } from './postgres-cluster.ts'
import { startPostgres } from './postgres.ts'
import { step } from './progress.mjs'
import { openSecrets } from './secrets.ts'

export interface Search {
  host: string
  adminKey: string
  searchKey: string
}

interface Database {
  databaseOwnerUrl: string
  databaseUrl: string
  /** Set when the role of `databaseUrl` is ours to make; null when the person named a role of their own. */
  appPassword: string | null
  /** Where the database's log is kept; null where it is not, or is somebody else's to keep. */
  backupDir: string | null
}

export interface Services extends Database {
  /** Null: search answers from PostgreSQL. */
  search: Search | null
}

const findDatabase = async (dataDir: string, household: Household, env: Environment): Promise<Database> => {
  const owner = env['DATABASE_URL']
  const named = env['BACKUP_DIR']
  // Also where the database is somebody else's: the worker keeps the uploads there.
  const backupDir = named ? namedBackupDir(named, dataDir) : undefined
  if (!owner) {
    const { ownerUrl, appUrl, appPassword } = await startPostgres(dataDir, { backupDir, adopt: household.adopt })
    return { databaseOwnerUrl: ownerUrl, databaseUrl: appUrl, appPassword, backupDir: backupDir ?? null }
  }
  await checkDatabase(owner, 'DATABASE_URL')
  const app = env['DATABASE_APP_URL']
  if (app) return { databaseOwnerUrl: owner, databaseUrl: app, appPassword: null, backupDir: null }
  const { appPassword } = openSecrets(dataDir)
  return { databaseOwnerUrl: owner, databaseUrl: withRole(owner, appRole, appPassword), appPassword, backupDir: null }
}

const namedSearch = async (host: string, env: Environment): Promise<Search> => {
  const adminKey = env['MEILI_API_KEY'] ?? ''
  const isThere = await fetch(new URL('/health', host), { signal: AbortSignal.timeout(10_000) }).then(
    (answer) => answer.ok,
    () => false,
  )
  if (!isThere) {
    throw new StartFailure(
      `No Meilisearch answers at ${host}`,
      'Check MEILI_HOST, or leave it out to use the embedded one',
    )
  }
  return { host, adminKey, searchKey: env['MEILI_SEARCH_KEY'] ?? adminKey }
}

const findSearch = async (dataDir: string, household: Household, env: Environment): Promise<Search | null> => {
  const host = env['MEILI_HOST']
  if (host) return namedSearch(host, env)
  if (!hasMeilisearch()) return null
  const { url, adminKey, searchKey } = await startMeilisearch(dataDir, { adopt: household.adopt })
  return { host: url, adminKey, searchKey }
}

/** The database and the search server: those the environment names, our own where it names none. */
export const startServices = async (dataDir: string, household: Household, env: Environment): Promise<Services> => {
  // Both ask for these at once: they are made before.
  openSecrets(dataDir)
  if (!env['DATABASE_URL'] || !env['MEILI_HOST']) openPlace(dataDir)
  const [database, search] = await Promise.all([
    step('PostgreSQL 18 数据库', () => findDatabase(dataDir, household, env)),
    step(
      'Meilisearch 搜索',
      () => findSearch(dataDir, household, env),
      (found) => (found ? 'Meilisearch 搜索' : 'no Meilisearch for this platform: search answers from PostgreSQL'),
    ),
  ])
  return { ...database, search }
}
