import path from 'node:path'
import { type Child, startChild } from './child.ts'
import { checkout } from './data-dir.ts'
import type { Environment } from './environment.ts'
import type { Household } from './household.ts'
import { writtenBy } from './log-tail.ts'
import { type ServerSettings, webEnv, workerEnv } from './server-env.ts'
import { waitUntil } from './wait-until.ts'
import { localUrl } from './web-address.mjs'

/** A little longer than the servers give their own unfinished work. */
const stopPatienceMs = 25_000

const isAnswering = async (url: string) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}

const commands = {
  production: {
    web: [process.execPath, '--enable-source-maps', 'build/web.js'],
    worker: [process.execPath, '--enable-source-maps', 'build/worker.js'],
  },
  development: {
    web: [process.execPath, '--import', 'tsx', 'app/server/web.ts'],
    worker: [process.execPath, path.join('node_modules/.bin/tsx'), 'watch', 'app/worker/main.ts'],
  },
}

const start = async (name: 'web' | 'worker', settings: ServerSettings, household: Household, env: Environment) => {
  const [command = process.execPath, ...args] = commands[settings.mode][name]
  return startChild({
    name,
    command,
    args,
    env,
    cwd: checkout,
    dataDir: settings.dataDir,
    stopSignal: 'SIGTERM',
    stopPatienceMs,
    inheritOutput: settings.mode === 'development',
    adopt: household.adopt,
  })
}

const saysReady = (worker: Child) => /"worker":\s*"ready"/.test(writtenBy(worker))

/** The web server and the worker; back when a browser would be answered. */
export const startServers = async (settings: ServerSettings, household: Household) => {
  const limits = { everyMs: 50, withinMs: 120_000 }
  const url = localUrl(settings.address)
  const web = await start('web', settings, household, webEnv(settings, process.env))
  const worker = await start('worker', settings, household, workerEnv(settings, process.env))
  await Promise.all([
    waitUntil(web, () => isAnswering(`${url}/readyz`), limits),
    // In development it writes to the terminal, where we do not read.
    settings.mode === 'production' && waitUntil(worker, () => saysReady(worker), limits),
  ])
}
