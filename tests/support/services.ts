import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

type Services = { databaseUrl: string; databaseOwnerUrl: string; meiliHost?: string; meiliApiKey?: string }

/** The services that `npm test` started, named by environment; else the development services under .data/. */
function services(): Services {
  const owner = process.env['TEST_OWNER_URL']
  if (owner !== undefined) {
    return {
      databaseOwnerUrl: owner,
      databaseUrl: process.env['TEST_APP_URL'] ?? owner,
      ...(process.env['TEST_MEILI_HOST'] === undefined ? {} : { meiliHost: process.env['TEST_MEILI_HOST'] }),
      ...(process.env['TEST_MEILI_API_KEY'] === undefined ? {} : { meiliApiKey: process.env['TEST_MEILI_API_KEY'] }),
    }
  }
  return JSON.parse(readFileSync('.data/services.json', 'utf8')) as Services
}

export const ownerUrl = (): string => services().databaseOwnerUrl
/** The runtime role is one for the whole server: tests use the password it already has. */
export const appPassword = (): string => decodeURIComponent(new URL(services().databaseUrl).password)
export const searchService = (): { host: string; apiKey: string } => {
  const { meiliHost, meiliApiKey } = services()
  if (meiliHost === undefined || meiliApiKey === undefined) throw new Error('no Meilisearch to test with')
  return { host: meiliHost, apiKey: meiliApiKey }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

export function asAppRole(url: string): string {
  const changed = new URL(url)
  changed.username = 'commonweal_app'
  changed.password = appPassword()
  return changed.href
}

const dropTries = 50

/**
 * Drops a test's database. FORCE ends our own connections, but not the server's vacuum, which belongs to a stronger role: a plain
 * DROP sends that one away, and is refused as long as a connection of ours is about to end.
 */
export async function dropDatabase(server: pg.Client, name: string): Promise<void> {
  const quoted = server.escapeIdentifier(name)
  for (let tries = 1; ; tries += 1) {
    try {
      await server.query(`DROP DATABASE IF EXISTS ${quoted}${tries % 2 === 1 ? ' WITH (FORCE)' : ''}`)
      return
    } catch (error) {
      const { code } = error as { code?: string }
      const isInUse = code === '42501' || code === '55006'
      if (!isInUse || tries === dropTries) throw error
      await wait(20)
    }
  }
}

/** A connection to the server itself, as its owner, for as long as the work takes. */
export async function onServer<Answer>(work: (server: pg.Client) => Promise<Answer>): Promise<Answer> {
  const server = new pg.Client({ connectionString: ownerUrl() })
  await server.connect()
  try {
    return await work(server)
  } finally {
    await server.end()
  }
}
