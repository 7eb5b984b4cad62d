import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { loadCalendar, loadRegions } from '#prisma/seed/index.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { appPassword, asAppRole, dropDatabase, onServer, ownerUrl, searchService, withDatabase } from './services.ts'
import { testSecretText } from './test-secret.ts'

/** For Playwright, which calls this with its own settings. A site that somebody started already is used as it is. */
export default async function startSite(): Promise<() => Promise<void>> {
  return process.env['SITE_URL'] === undefined ? startSiteWith({}) : () => Promise.resolve()
}

export type Site = {
  ownerUrl: string
  databaseUrl: string
  dataDir: string
  /** For its web servers and workers; a web server's HOST, PORT and PUBLIC_URL are its own. */
  env: NodeJS.ProcessEnv
  /** Once its servers have ended. */
  forget: () => Promise<void>
}

/** A database of its own with what every site has in it, and a folder for its files. Nothing runs on it yet. */
export async function makeSite(): Promise<Site> {
  const database = `cw_site_${process.pid}`
  const drop = () => onServer((server) => dropDatabase(server, database))
  await drop()
  await onServer(async (server) => {
    await server.query(`CREATE DATABASE ${database}`)
  })
  const siteOwnerUrl = withDatabase(ownerUrl(), database)
  const databaseUrl = asAppRole(siteOwnerUrl)
  await ensureAppRole(siteOwnerUrl, appPassword())
  await migrate(siteOwnerUrl)
  await loadRegions(siteOwnerUrl)
  await loadCalendar(siteOwnerUrl)
  await holdWhatWasDueLongAgo(siteOwnerUrl)
  const search = searchService()
  await reindex({ databaseUrl, meiliHost: search.host, meiliApiKey: search.apiKey })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'commonweal-site-'))
  return {
    ownerUrl: siteOwnerUrl,
    databaseUrl,
    dataDir,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      // Refusals that a journey provokes are no news; whoever looks for one sets LOG_LEVEL.
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
      DATABASE_URL: databaseUrl,
      APP_SECRET: testSecretText,
      DATA_DIR: dataDir,
      MEILI_HOST: search.host,
      MEILI_API_KEY: search.apiKey,
    },
    forget: async () => {
      rmSync(dataDir, { recursive: true, force: true })
      await drop()
    },
  }
}

/**
 * Journeys begin with stories that are told of long ago: in them a worker of today would do what falls due before it is told. Who tells
 * the story lets go of it (scenes-panel.ts).
 */
async function holdWhatWasDueLongAgo(siteOwnerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: siteOwnerUrl })
  await client.connect()
  await client.query(`
    CREATE FUNCTION hold_what_was_due_long_ago() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.attempts := NEW.attempts + 1000; RETURN NEW; END $$;
    CREATE TRIGGER hold_what_was_due_long_ago BEFORE INSERT ON due_event FOR EACH ROW
      WHEN (NEW.kind = 'bidDeadline' AND NEW.due_at < now() - interval '7 days') EXECUTE FUNCTION hold_what_was_due_long_ago()`)
  await client.end()
}

/** Playwright's workers, and other tools, are processes of their own: they learn of the site here. */
export function tellOf({ ownerUrl: siteOwnerUrl, dataDir }: Site, address: string): void {
  process.env['SITE_URL'] = address
  process.env['SITE_OWNER_URL'] = siteOwnerUrl
  process.env['SITE_APP_SECRET'] = testSecretText
  process.env['SITE_DATA_DIR'] = dataDir
}

/** The production build against a database of its own: web server and worker, as a user would meet them; `more` is for both. */
export async function startSiteWith(more: Record<string, string>): Promise<() => Promise<void>> {
  const site = await makeSite()
  const env = { ...site.env, ...more }
  const address = await freeAddress()
  const children = [startWebAt(address, env), startWorker({ ...env, PUBLIC_URL: address })]
  await ready(address, children)
  tellOf(site, address)
  return async () => {
    await Promise.all(children.map(stopServer))
    await site.forget()
  }
}

/** `publicUrl`: what its users call it, where something stands in front of it. */
export const startWebAt = (address: string, env: NodeJS.ProcessEnv, publicUrl = address): ChildProcess =>
  startServer('build/web.js', {
    ...env,
    HOST: new URL(address).hostname,
    PORT: new URL(address).port,
    PUBLIC_URL: publicUrl,
  })

export const startWorker = (env: NodeJS.ProcessEnv): ChildProcess => startServer('build/worker.js', env)

const startServer = (file: string, env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, [file], { env, stdio: ['ignore', 'inherit', 'inherit'] })

/** @throws Error when one of them ends first, or nothing is ready within half a minute. */
export async function ready(address: string, children: readonly ChildProcess[]) {
  try {
    await untilReady(`${address}/readyz`, children)
  } catch (error) {
    for (const child of children) child.kill()
    throw error
  }
}

/** One more web server for a site that runs: `env` names its database, secret and search. */
export async function startWeb(
  env: NodeJS.ProcessEnv,
): Promise<{ address: string; pid: number; stop: () => Promise<void> }> {
  const address = await freeAddress()
  const child = startWebAt(address, { ...env, NODE_ENV: 'production' })
  await ready(address, [child])
  return { address, pid: child.pid ?? 0, stop: () => stopServer(child) }
}

async function untilReady(url: string, children: readonly ChildProcess[]): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const dead = children.find((child) => child.exitCode !== null)
    if (dead !== undefined) throw new Error(`a server ended with ${String(dead.exitCode)} while starting`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} was not ready within 30 s`)
}

export const stopServer = (child: ChildProcess): Promise<void> =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null) {
      resolve()
      return
    }
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

export const freePort = (): Promise<number> =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

export const freeAddress = async (): Promise<string> => `http://localhost:${String(await freePort())}`
