import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

const migrationsDir = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations')
/** The lock `prisma migrate` takes too, so that the two never run side by side. */
const migrationLock = 72707369

export class MigrationFailed extends Error {
  readonly migration: string
  constructor(migration: string, cause: unknown) {
    super(
      `migration ${migration} failed and was rolled back: ${cause instanceof Error ? cause.message : String(cause)}`,
    )
    this.migration = migration
  }
}

/**
 * Applies what is missing, each migration in one transaction with its own bookkeeping row: a migration is there whole or not
 * at all. The rows are those of `prisma migrate`. Prisma's own applier cannot be used: its driver adapter cuts scripts at
 * every semicolon, also inside function bodies (docs/decisions/prisma-migrations.md).
 */
export async function applyMigrations(client: pg.Client): Promise<string[]> {
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
      logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`)
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const done = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const applied: string[] = []
    for (const { name, sql, checksum } of readMigrations()) {
      const before = done.get(name)
      if (before === undefined) {
        await applyOne(client, name, sql, checksum)
        applied.push(name)
      } else if (before !== checksum) {
        throw new MigrationFailed(name, 'it was changed after it had been applied; write a new migration instead')
      }
    }
    return applied
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock])
  }
}

async function applyOne(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new MigrationFailed(name, error)
  }
}

function readMigrations(): { name: string; sql: string; checksum: string }[] {
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(migrationsDir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}
