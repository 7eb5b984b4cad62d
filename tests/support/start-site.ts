import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { loadCalendar, loadRegions } from '#prisma/seed/index.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { appPassword, asAppRole, ownerUrl, searchService, withDatabase } from './services.ts'

const appSecret = Buffer.alloc(32, 9).toString('base64')

/** For Playwright, which calls this with its own settings. */
export default function startSite(): Promise<() => Promise<void>> {
  return startSiteWith({})
}

/** The production build against a database of its own: web server and worker, as a user would meet them; `more` is for both. */
export async function startSiteWith(more: Record<string, string>): Promise<() => Promise<void>> {
  const database = `cw_site_${process.pid}`
  await onServer(async (server) => {
    await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    await server.query(`CREATE DATABASE ${database}`)
  })
  const siteOwnerUrl = withDatabase(ownerUrl(), database)
  const databaseUrl = asAppRole(siteOwnerUrl)
  await ensureAppRole(siteOwnerUrl, appPassword())
  await migrate(siteOwnerUrl)
  await loadRegions(siteOwnerUrl)
  await loadCalendar(siteOwnerUrl)
  const search = searchService()
  await reindex({ databaseUrl, meiliHost: search.host, meiliApiKey: search.apiKey })

  const dataDir = mkdtempSync(path.join(tmpdir(), 'commonweal-site-'))
  const port = await freePort()
  const address = `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    APP_SECRET: appSecret,
    DATA_DIR: dataDir,
    HOST: 'localhost',
    PORT: String(port),
    PUBLIC_URL: address,
    MEILI_HOST: search.host,
    MEILI_API_KEY: search.apiKey,
    ...more,
  }
  const children = ['build/web.js', 'build/worker.js'].map((file) => startServer(file, env))
  await ready(address, children)
  // Playwright's workers are processes of their own: they learn of the site here.
  process.env['SITE_URL'] = address
  process.env['SITE_OWNER_URL'] = siteOwnerUrl
  process.env['SITE_APP_SECRET'] = appSecret
  process.env['SITE_DATA_DIR'] = dataDir
  return async () => {
    await Promise.all(children.map(stop))
    rmSync(dataDir, { recursive: true, force: true })
    await onServer(async (server) => {
      await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    })
  }
}

const startServer = (file: string, env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, [file], { env, stdio: ['ignore', 'inherit', 'inherit'] })

async function ready(address: string, children: readonly ChildProcess[]) {
  try {
    await untilReady(`${address}/readyz`, children)
  } catch (error) {
    for (const child of children) child.kill()
    throw error
  }
}

/** One more web server for a site that runs: `env` names its database, secret and search. */
export async function startWeb(env: NodeJS.ProcessEnv): Promise<{ address: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const address = `http://localhost:${port}`
  const child = startServer('build/web.js', {
    ...env,
    NODE_ENV: 'production',
    HOST: 'localhost',
    PORT: String(port),
    PUBLIC_URL: address,
  })
  await ready(address, [child])
  return { address, stop: () => stop(child) }
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

const stop = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null) {
      resolve()
      return
    }
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

const freePort = () =>
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

async function onServer(work: (server: pg.Client) => Promise<void>): Promise<void> {
  const server = new pg.Client({ connectionString: ownerUrl() })
  await server.connect()
  try {
    await work(server)
  } finally {
    await server.end()
  }
}
