import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { loadCalendar } from '#prisma/seed/index.ts'
import { appPassword, dropDatabase, ownerUrl, withDatabase } from './services.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The migrated database of this run, which tests clone. */
    template: string
  }
}

/** One migrated database per run; tests clone it (0.2 s) instead of migrating again. Runs side by side do not meet. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = `cw_test_${process.pid}`
  const template = `${run}_template`
  await onServer(async (server) => {
    const { rows } = await server.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname ~ '^cw_test_[0-9]+_'`,
    )
    const left = rows
      .map(({ datname }) => datname)
      .filter((name) => name.startsWith(`${run}_`) || !isAlive(Number(name.split('_')[2])))
    for (const name of left) await dropDatabase(server, name)
    await server.query(`CREATE DATABASE ${template}`)
  })
  const url = withDatabase(ownerUrl(), template)
  await ensureAppRole(url, appPassword())
  await migrate(url)
  // No site is without its working days (app/start/prepare.ts).
  await loadCalendar(url)
  project.provide('template', template)
  return () =>
    onServer(async (server) => {
      await dropDatabase(server, template)
    })
}

async function onServer(work: (server: pg.Client) => Promise<void>): Promise<void> {
  const server = new pg.Client({ connectionString: ownerUrl() })
  await server.connect()
  try {
    await work(server)
  } finally {
    await server.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
