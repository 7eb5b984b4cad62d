import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { type Child, startChild } from '#app/start/child.ts'
import { checkout } from '#app/start/data-dir.ts'
import type { Environment } from '#app/start/environment.ts'
import type { Household } from '#app/start/household.ts'
import { writtenBy } from '#app/start/log-tail.ts'
import { type RunningMeilisearch, startMeilisearch } from '#app/start/meilisearch.ts'
import { type RunningPostgres, startPostgres } from '#app/start/postgres.ts'
import { isRoot } from '#app/start/service-user.ts'
import { waitUntil } from '#app/start/wait-until.ts'
import { freePort, makeSite, type Site, tellOf } from '#tests/support/start-site.ts'
import { killWithChildren } from './kill.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'

/** A process of the site that can be killed and started again in the same place. */
export type Part = { child: Child; kill: () => Promise<void>; start: (env?: Environment) => Promise<void> }
export type WebPart = Part & { address: string }

export type FaultySite = {
  site: Site
  /** Reads and tells scenes as the owner; it outlives a database that is killed. */
  owner: pg.Pool
  db: Db
  webs: readonly [WebPart, WebPart]
  worker: Part
  postgres: Part
  engine: Part
  mail: MailSink
  /** Where uploads are kept, of `filesBytes` at most; false where only root may limit it. */
  hasSmallDisk: boolean
  stop: () => Promise<void>
}

export const filesBytes = 64 * 1024 * 1024

type Services = { dataDir: string; postgres: RunningPostgres; meilisearch: RunningMeilisearch }

/** Two web servers, a worker, PostgreSQL, Meilisearch and a mail server, each of them to be taken away. Web servers and worker do not run yet. */
export async function makeFaultySite(
  { dataDir, ...services }: Services,
  { adopt, ending }: Pick<Household, 'adopt' | 'ending'>,
): Promise<FaultySite> {
  const site = await makeSite()
  const hasSmallDisk = mountSmallDisk(path.join(site.dataDir, 'files'))
  const unmount = () => {
    if (hasSmallDisk) spawnSync('umount', ['--lazy', path.join(site.dataDir, 'files')])
  }
  ending.addEventListener('abort', unmount)
  const mail = await startMailSink()
  const owner = new pg.Pool({ connectionString: site.ownerUrl, max: 4 })
  owner.on('error', () => undefined)
  const db = createDb(site.ownerUrl, 4)
  const addresses = [await freeAddress(), await freeAddress()] as const
  tellOf(site, addresses[0])
  const env = { ...site.env, SMTP_URL: mail.url, PUBLIC_URL: addresses[0] }

  const server = (name: string, file: string, own: Environment, isReady: (child: Child) => Promise<boolean>) =>
    part(async (more = {}) => {
      const child = await startChild({
        name,
        command: process.execPath,
        args: [path.join(checkout, 'build', file)],
        env: { ...env, ...own, ...more },
        cwd: checkout,
        dataDir,
        stopSignal: 'SIGTERM',
        stopPatienceMs: 25_000,
        adopt,
      })
      return { child, ready: () => waitUntil(child, () => isReady(child), { everyMs: 20, withinMs: 60_000 }) }
    })
  const web = (index: 0 | 1): WebPart => {
    const address = addresses[index]
    const { hostname: HOST, port: PORT } = new URL(address)
    return Object.assign(
      server(`web${String(index + 1)}`, 'web.js', { HOST, PORT }, () => answers(`${address}/healthz`)),
      { address },
    )
  }
  const webs = [web(0), web(1)] as const
  const worker = server('worker', 'worker.js', {}, (child) =>
    Promise.resolve(/"worker":\s*"ready"/.test(writtenBy(child))),
  )
  const postgres = part(
    async () => started(await startAgain(() => startPostgres(dataDir, { adopt }))),
    services.postgres,
  )
  const engine = part(async () => started(await startMeilisearch(dataDir, { adopt })), services.meilisearch)
  return {
    site,
    owner,
    db,
    webs,
    worker,
    postgres,
    engine,
    mail,
    hasSmallDisk,
    stop: async () => {
      await Promise.all([...webs, worker].map((each) => each.kill()))
      await db.$disconnect()
      await owner.end()
      await mail.stop()
      unmount()
      await site.forget()
    },
  }
}

/** Both web servers let people in. */
export async function untilReady({ webs }: Pick<FaultySite, 'webs'>, patienceMs = 60_000): Promise<void> {
  const startedAt = performance.now()
  for (const { address } of webs)
    while (!(await answers(`${address}/readyz`))) {
      if (performance.now() - startedAt > patienceMs) throw new Error(`${address} did not become ready`)
      await wait(20)
    }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    async (response) => {
      await response.arrayBuffer()
      return response.ok
    },
    () => false,
  )

const freeAddress = async () => `http://127.0.0.1:${String(await freePort())}`

const started = ({ child }: { child: Child }) => ({ child, ready: () => Promise.resolve() })

type Launch = (env?: Environment) => Promise<{ child: Child; ready: () => Promise<void> }>

function part(launch: Launch, running?: { child: Child }): Part {
  let child = running?.child
  return {
    get child() {
      if (child === undefined) throw new Error('it was never started')
      return child
    },
    kill: async () => {
      if (child === undefined || child.hasExited()) return
      killWithChildren(child.pid)
      await child.exited
    },
    start: async (env) => {
      const launched = await launch(env)
      child = launched.child
      await launched.ready()
    },
  }
}

const triesMax = 40

/** As a service manager does: a server that finds a process of the one before still there is started again. */
async function startAgain<Running>(start: () => Promise<Running>): Promise<Running> {
  for (let tries = 1; ; tries += 1)
    try {
      return await start()
    } catch (error) {
      if (tries === triesMax) throw error
      await wait(100)
    }
}

/** A disk of its own that can really be full. */
function mountSmallDisk(dir: string): boolean {
  mkdirSync(dir, { recursive: true })
  if (!isRoot() || process.platform !== 'linux') return false
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${String(filesBytes)}`, 'tmpfs', dir]).status === 0
}
