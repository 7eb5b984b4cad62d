import pg from 'pg'
import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { appPassword, ownerUrl, templateDatabase, withDatabase } from './services.ts'

/** One migrated database per run; tests clone it (0.2 s) instead of migrating again. */
export default async function setup(): Promise<void> {
  const server = new pg.Client({ connectionString: ownerUrl() })
  await server.connect()
  const { rows } = await server.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'cw_test_%'`,
  )
  for (const { datname } of rows)
    await server.query(`DROP DATABASE IF EXISTS ${server.escapeIdentifier(datname)} WITH (FORCE)`)
  await server.query(`CREATE DATABASE ${templateDatabase}`)
  await server.end()
  const templateUrl = withDatabase(ownerUrl(), templateDatabase)
  await ensureAppRole(templateUrl, appPassword())
  await migrate(templateUrl)
}
