import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Archive, archiveSettings, openArchive } from './backup/archive.ts'
import { type Child, type ChildPlan, startChild } from './child.ts'
import { openPlace, type Place } from './place.ts'
import { claimPort, loopback } from './ports.ts'
import { appRole, databaseName, ensureCluster, ownerRole, postgresEnv } from './postgres-cluster.ts'
import { postgresProgram } from './postgres-program.ts'
import { openSecrets } from './secrets.ts'
import type { Environment } from './environment.ts'
import { endProcess } from './left-over.ts'
import { processIdentity } from './process-identity.ts'
import { waitUntil } from './wait-until.ts'

export interface RunningPostgres {
  /** Owns the database and every table: for migrations, seeds and tests. */
  ownerUrl: string
  /** The role of the web server and the worker; it can log in once `ensureAppRole` has made it. */
  appUrl: string
  appPassword: string
  child: Child
  stop: () => Promise<void>
}

interface Options {
  /** For data nobody will miss: commits do not wait for the disk. */
  isThrowaway?: boolean
  /** Where such data lies, if not beside the program. */
  throwawayHome?: string | undefined
  /** BACKUP_DIR: where finished files of the log are kept. */
  backupDir?: string | undefined
  /** How to come to a point in time, said to a cluster that was put back from a backup (recovery.signal). */
  recovery?: { settings: string[]; env: Environment; withinMs: number }
  adopt?: ChildPlan['adopt']
}

const settings = (port: number, options: Options, archive: Archive | null) => [
  `port=${port}`,
  `listen_addresses=${loopback}`,
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=256MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'password_encryption=scram-sha-256',
  'log_line_prefix=%m [%p] %d ',
  ...(options.isThrowaway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ...(archive ? archiveSettings : []),
  ...(options.recovery?.settings ?? []),
]

/** The lines PostgreSQL keeps about itself: process number first, its state eighth. */
const statusOf = (cluster: string): { pid: number; state: string } | null => {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), state: lines[7]?.trim() ?? '' }
  } catch {
    return null
  }
}

/**
 * A supervisor that was killed may leave its server running, and a killed server leaves a number that by now may be
 * anybody's. A postgres of ours on this cluster is stopped; a number that is not one is forgotten.
 */
const clearLeftOver = async (cluster: string, program: string) => {
  const left = statusOf(cluster)
  if (!left) return
  const identity = processIdentity(left.pid)
  if (identity?.endsWith(` ${program}`)) await endProcess(left.pid, identity, 'SIGINT', stopPatienceMs)
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
}

const stopPatienceMs = 20_000

const url = (role: string, password: string, port: number) =>
  `postgresql://${role}:${encodeURIComponent(password)}@${loopback}:${port}/${databaseName}`

const launch = (
  { place, program, cluster, port }: { place: Place; program: string; cluster: string; port: number },
  options: Options,
  archive: Archive | null,
) =>
  startChild({
    name: 'postgres',
    command: program,
    args: ['-D', cluster, ...settings(port, options, archive).flatMap((setting) => ['-c', setting])],
    env: { ...postgresEnv, ...archive?.env, ...options.recovery?.env },
    cwd: '/',
    dataDir: place.dataDir,
    user: place.user,
    // Fast shutdown: sessions are broken off, everything committed is written.
    stopSignal: 'SIGINT',
    stopPatienceMs,
    ...(options.adopt && { adopt: options.adopt }),
  })

/** PostgreSQL 18 of our own in `dataDir`, made there first when it is new. */
export const startPostgres = async (dataDir: string, options: Options = {}): Promise<RunningPostgres> => {
  const place = openPlace(path.resolve(dataDir))
  const secrets = openSecrets(place.dataDir)
  const program = postgresProgram(place)
  const cluster = await ensureCluster(place, program, secrets, options.throwawayHome)
  await clearLeftOver(cluster, program.postgres)
  const archive = options.backupDir ? await openArchive(place, program, cluster, options.backupDir) : null
  const port = await claimPort(place.dataDir, 'postgres')
  const child = await launch({ place, program: program.postgres, cluster, port }, options, archive)
  await waitUntil(
    child,
    () => {
      const status = statusOf(cluster)
      return status?.pid === child.pid && status.state === 'ready'
    },
    { everyMs: 10, withinMs: options.recovery?.withinMs ?? 60_000 },
  )
  // The checkpointer falls asleep for five minutes while the server starts, whatever archive_timeout says: this wakes it.
  if (archive) process.kill(child.pid, 'SIGHUP')
  return {
    ownerUrl: url(ownerRole, secrets.ownerPassword, port),
    appUrl: url(appRole, secrets.appPassword, port),
    appPassword: secrets.appPassword,
    child,
    stop: () => child.stop(),
  }
}
