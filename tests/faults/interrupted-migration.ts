import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { checkout } from '#app/start/data-dir.ts'
import { migrate } from '#prisma/migrate.ts'
import { dropDatabase, onServer, ownerUrl, withDatabase } from '#tests/support/services.ts'
import type { FaultySite } from './faulty-site.ts'
import { kill } from './kill.ts'
import { digestOf, schemaLines } from './schema-digest.ts'

const [database, undisturbed] = [`cw_migrated_${String(process.pid)}`, `cw_undisturbed_${String(process.pid)}`]
/** From its first statement a migration of everything takes about so long here. */
const usualMs = 6000

/**
 * A new database is being migrated when either the migrating process or PostgreSQL is killed; started again, the migration ends, and what it
 * made is what an undisturbed one makes, to the number of rows in each table. `wanted`: freshSchema().
 */
export async function interruptMigration(
  { postgres }: Pick<FaultySite, 'postgres'>,
  { isServer, share, wanted }: { isServer: boolean; share: number; wanted: readonly string[] },
): Promise<{ faults: string[]; recoveredMs: number; appliedBefore: number }> {
  await onServer(async (server) => {
    await dropDatabase(server, database)
    await server.query(`CREATE DATABASE ${database}`)
  })
  const url = withDatabase(ownerUrl(), database)
  const first = startMigrating(url)
  await said(first, 'migrating')
  await wait(share * usualMs)
  const startedAt = performance.now()
  if (isServer) {
    await postgres.kill()
    await gone(first)
    await postgres.start()
  } else {
    if (first.pid !== undefined) kill(first.pid)
    await gone(first)
  }
  const appliedBefore = await applied(url)
  const second = startMigrating(url)
  const code = await gone(second)
  const recoveredMs = performance.now() - startedAt
  const faults =
    code === 0
      ? differences(await withClient(url, schemaLines), wanted)
      : [`the second migration ended with ${String(code)}`]
  await onServer((server) => dropDatabase(server, database))
  return { faults, recoveredMs, appliedBefore }
}

const startMigrating = (url: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'tests/faults/migrating.ts', url], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

async function said(child: ChildProcess, word: string): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes(word)) break
}

async function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const applied = (url: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    )
    if (rows[0]?.there !== true) return 0
    const counted = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM _prisma_migrations')
    return counted.rows[0]?.n ?? 0
  })

function differences(made: readonly string[], wanted: readonly string[]): string[] {
  if (digestOf(made) === digestOf(wanted)) return []
  const [here, there] = [new Set(made), new Set(wanted)]
  return [
    ...made.filter((line) => !there.has(line)).map((line) => `more: ${line.slice(0, 200)}`),
    ...wanted.filter((line) => !here.has(line)).map((line) => `missing: ${line.slice(0, 200)}`),
  ].slice(0, 6)
}

/** What an undisturbed migration of an empty database makes. */
export async function freshSchema(): Promise<readonly string[]> {
  const url = withDatabase(ownerUrl(), undisturbed)
  await onServer(async (server) => {
    await dropDatabase(server, undisturbed)
    await server.query(`CREATE DATABASE ${undisturbed}`)
  })
  try {
    await migrate(url)
    return await withClient(url, schemaLines)
  } finally {
    await onServer((server) => dropDatabase(server, undisturbed))
  }
}
