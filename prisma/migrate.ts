import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { applyMigrations } from './apply-migrations.ts'
import { writeRuleBooks } from './rule-books/index.ts'

/** Of a database that is being migrated; nothing else locks it. */
const migrating = 7_221_910

/** Brings the database up to date; run with the schema owner's address. Idempotent; of several at once each waits for the one before. */
export const migrate = (ownerUrl: string): Promise<{ applied: string[] }> =>
  withOwner(ownerUrl, async (holder) => {
    await holder.query('SELECT pg_advisory_lock($1)', [migrating])
    return migrateAlone(ownerUrl)
  })

async function migrateAlone(ownerUrl: string): Promise<{ applied: string[] }> {
  const applied = await withOwner(ownerUrl, async (client) => {
    const made = await applyMigrations(client)
    await writeRuleBooks(client)
    return made
  })
  await runMigrations({ connectionString: ownerUrl })
  // The queue's tables are the library's own; the runtime role adds jobs and works them.
  await withOwner(ownerUrl, async (client) => {
    await client.query(`
      GRANT USAGE ON SCHEMA graphile_worker TO commonweal_app;
      GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO commonweal_app;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA graphile_worker TO commonweal_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO commonweal_app;
    `)
    // The library guards its tables by row-level security without a policy: to the role that works them, every row is open.
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relrowsecurity`,
    )
    for (const { name } of rows) {
      const table = `graphile_worker.${client.escapeIdentifier(name)}`
      await client.query(`DROP POLICY IF EXISTS commonweal_app_works ON ${table}`)
      await client.query(
        `CREATE POLICY commonweal_app_works ON ${table} TO commonweal_app USING (true) WITH CHECK (true)`,
      )
    }
  })
  return { applied }
}

/** Lets the runtime role sign in with this password. What it may do is in the migrations. */
export async function ensureAppRole(ownerUrl: string, password: string): Promise<void> {
  await withOwner(ownerUrl, async (client) => {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'commonweal_app'`)
    if (rowCount === 0) await client.query('CREATE ROLE commonweal_app NOLOGIN')
    await client.query(`ALTER ROLE commonweal_app LOGIN PASSWORD ${client.escapeLiteral(password)}`)
    await client.query(
      `GRANT CONNECT ON DATABASE ${client.escapeIdentifier(await databaseName(client))} TO commonweal_app`,
    )
  })
}

async function databaseName(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name')
  return rows[0]?.name ?? ''
}

async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
