import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import path from 'node:path'
import { type Child, type ChildPlan, startChild } from './child.ts'
import { meilisearchProgram, meilisearchVersion } from './meilisearch-program.ts'
import { openPlace, type Place } from './place.ts'
import { claimPort, loopback } from './ports.ts'
import { openSecrets } from './secrets.ts'
import { waitUntil } from './wait-until.ts'

export interface RunningMeilisearch {
  url: string
  /** May do everything with indexes: for the worker, reindexing and tests. */
  adminKey: string
  /** May only search: all the web server needs. */
  searchKey: string
  child: Child
  stop: () => Promise<void>
}

interface Options {
  /** Where an index that nobody will miss lies, if not beside the program. */
  throwawayHome?: string | undefined
  adopt?: ChildPlan['adopt']
}

const mebibyte = 1024 * 1024
const indexingMemory = () => `${Math.round(Math.min(1024 * mebibyte, totalmem() / 4) / mebibyte)}MiB`

const isForeign = (place: Place, dir: string) => {
  const versionFile = path.join(dir, 'data', 'VERSION')
  if (existsSync(versionFile) && readFileSync(versionFile, 'utf8').trim() !== meilisearchVersion) return true
  return place.user !== null && existsSync(dir) && statSync(dir).uid !== place.user.uid
}

/** An index of another version or account cannot be opened; it only repeats what the database knows, and is made anew. */
const openIndexDir = (place: Place, home: string) => {
  const dir = path.join(home, 'meilisearch')
  if (isForeign(place, dir)) rmSync(dir, { recursive: true })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (place.user) chownSync(dir, place.user.uid, place.user.gid)
  return dir
}

const launch = (place: Place, program: string, dir: string, port: number, masterKey: string, options: Options) =>
  startChild({
    name: 'meilisearch',
    command: program,
    args: [
      ...['--env', 'production', '--no-analytics', '--log-level', 'WARN'],
      ...['--http-addr', `${loopback}:${port}`, '--db-path', path.join(dir, 'data')],
      ...['--dump-dir', path.join(dir, 'dumps'), '--snapshot-dir', path.join(dir, 'snapshots')],
      ...['--max-indexing-memory', indexingMemory()],
    ],
    // The key goes by the environment, where other users cannot read it; MEILI_* of the person's shell do not apply.
    env: { PATH: '/usr/bin:/bin', MEILI_MASTER_KEY: masterKey },
    cwd: dir,
    dataDir: place.dataDir,
    user: place.user,
    stopSignal: 'SIGTERM',
    stopPatienceMs: 10_000,
    ...(options.adopt && { adopt: options.adopt }),
  })

const isHealthy = async (url: string) => {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}

/** Meilisearch makes both keys out of the master key, so they stay the same as long as it does. */
const readKeys = async (url: string, masterKey: string) => {
  const answer = await fetch(`${url}/keys?limit=20`, { headers: { authorization: `Bearer ${masterKey}` } })
  if (!answer.ok) throw new Error(`Meilisearch answered ${answer.status} when asked for its keys`)
  const { results } = (await answer.json()) as { results: { name: string | null; key: string }[] }
  const keyNamed = (name: string) => results.find((entry) => entry.name === name)?.key ?? masterKey
  return { adminKey: keyNamed('Default Admin API Key'), searchKey: keyNamed('Default Search API Key') }
}

/** Meilisearch of our own in `dataDir`. */
export const startMeilisearch = async (dataDir: string, options: Options = {}): Promise<RunningMeilisearch> => {
  const place = openPlace(path.resolve(dataDir))
  const { meiliMasterKey } = openSecrets(place.dataDir)
  const program = await meilisearchProgram(place)
  const dir = openIndexDir(place, options.throwawayHome ?? place.home)
  const port = await claimPort(place.dataDir, 'meilisearch')
  const child = await launch(place, program, dir, port, meiliMasterKey, options)
  const url = `http://${loopback}:${port}`
  await waitUntil(child, () => isHealthy(url), { everyMs: 20, withinMs: 60_000 })
  return { url, ...(await readKeys(url, meiliMasterKey)), child, stop: () => child.stop() }
}
