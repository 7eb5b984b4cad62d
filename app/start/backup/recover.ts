import {
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Child } from '../child.ts'
import { StartFailure } from '../fail.mjs'
import type { Household } from '../household.ts'
import { writtenBy } from '../log-tail.ts'
import { clusterDir, homeOf, type Place } from '../place.ts'
import { appRole, asSuperuser, literal, ownerRole, type Program } from '../postgres-cluster.ts'
import { processIdentity } from '../process-identity.ts'
import { startPostgres } from '../postgres.ts'
import type { Secrets } from '../secrets.ts'
import { walEnv } from './archive.ts'
import { walDir } from './backup-dir.ts'
import type { Backup } from './manifest.ts'
import { eachAtOnce, headOf, unpack } from './packed.ts'
import { isSegment, segmentHead } from './wal.ts'

const damaged = (name: string) =>
  new StartFailure(
    `A file of the backup is damaged: ${name}`,
    'Restore from another backup, or put this file back from a copy; look at the disk',
  )

const giveTo = (place: Place, file: string) => {
  if (place.user) chownSync(file, place.user.uid, place.user.gid)
}

/** Puts the copy of the database into its place, each file held against the manifest. */
export async function putBack({ dir, manifest }: Backup, place: Place): Promise<string> {
  const cluster = clusterDir(place.home)
  mkdirSync(cluster, { mode: 0o700 })
  giveTo(place, cluster)
  for (const directory of manifest.directories) {
    mkdirSync(path.join(cluster, directory), { recursive: true, mode: 0o700 })
    giveTo(place, path.join(cluster, directory))
  }
  await eachAtOnce(manifest.files, async ({ name, size, sha256 }) => {
    const target = path.join(cluster, name)
    const found = await unpack(path.join(dir, 'data', `${name}.gz`), target).catch((cause: unknown) => {
      throw Object.assign(damaged(path.join(dir, 'data', `${name}.gz`)), { cause })
    })
    if (found.size !== size || found.sha256 !== sha256) throw damaged(path.join(dir, 'data', `${name}.gz`))
    giveTo(place, target)
  })
  return cluster
}

/** The log files of a lost site that were not kept yet. @throws StartFailure where they are another database's. */
export async function remainingSegments(remains: string, { manifest }: Backup, kept: ReadonlySet<string>) {
  const dir = path.join(clusterDir(homeOf(remains)), 'pg_wal')
  if (!existsSync(dir))
    throw new StartFailure(
      `${remains} holds no log of a database`,
      'Name the data directory of the lost site in --remains, or leave --remains out',
    )
  refuseRunning(clusterDir(homeOf(remains)))
  const found: { name: string; file: string }[] = []
  for (const name of readdirSync(dir)) {
    const file = path.join(dir, name)
    if (!isSegment(name) || kept.has(name) || !lstatSync(file).isFile()) continue
    const head = segmentHead(await headOf(file))
    if (head !== undefined && head.systemIdentifier !== manifest.systemIdentifier)
      throw new StartFailure(
        `${remains} held another database than the backup`,
        'Name the data directory of the lost site in --remains, or leave --remains out',
      )
    // A file that was set aside for later still tells of what it held before.
    if (head?.name === name) found.push({ name, file })
  }
  return found
}

/** @throws StartFailure where a server still writes there: it would go on after we looked. */
function refuseRunning(cluster: string): void {
  const file = path.join(cluster, 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  if (pid === 0 || !processIdentity(pid)?.endsWith('/postgres')) return
  throw new StartFailure(
    `The database in ${cluster} still runs (process ${String(pid)})`,
    'Stop the site first; a site that runs needs no restore',
  )
}

export type Target = { at: string | undefined; household: Household; dataDir: string }

/** Hours for a log of days; PostgreSQL says in its own log how far it is. */
const replayWithinMs = 12 * 3_600_000

/** The server reads this setting before it knows what letters such as Z mean. */
const withOffset = (instant: string) => instant.replace('T', ' ').replace('Z', '+00:00')

/** PostgreSQL says it when it has replayed all that it was to replay. */
const lastCommit = /last completed transaction was at log time (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00/

/**
 * Replays the log upon the copy up to the instant, or to its end, and opens the database for writing on a timeline of its own. Returns
 * when the last transaction was committed that is in it; undefined where none came after the copy.
 */
export async function replay(
  place: Place,
  cluster: string,
  { backupDir, extra }: { backupDir: string; extra: { name: string; file: string }[] },
  { at, household, dataDir }: Target,
): Promise<string | undefined> {
  for (const { name, file } of extra) {
    copyFileSync(file, path.join(cluster, 'pg_wal', name))
    giveTo(place, path.join(cluster, 'pg_wal', name))
  }
  const signal = path.join(cluster, 'recovery.signal')
  writeFileSync(signal, '', { mode: 0o600 })
  giveTo(place, signal)
  const settings = [
    'restore_command=/bin/sh "$COMMONWEAL_RESTORER" "%f" "%p"',
    'recovery_target_timeline=current',
    'recovery_target_action=promote',
    // Nobody reads while the log is replayed: ready means that it is done.
    'hot_standby=off',
    ...(at === undefined ? [] : [`recovery_target_time=${withOffset(at)}`]),
  ]
  let server: Child | undefined
  const postgres = await startPostgres(dataDir, {
    recovery: {
      settings,
      env: walEnv(place, walDir(backupDir), 'restore-wal.sh', 'COMMONWEAL_RESTORER'),
      withinMs: replayWithinMs,
    },
    adopt: (child) => {
      server = child
      household.adopt(child)
    },
  }).catch((error: unknown) => {
    const fatal = server === undefined ? undefined : /FATAL: {2}(.*)/.exec(writtenBy(server))?.[1]
    if (fatal === undefined) throw error
    if (fatal.includes('recovery ended before configured recovery target'))
      throw new StartFailure(
        `The log ends before ${at ?? ''}`,
        'Name an earlier moment, or leave --at out to restore the newest state',
        error,
      )
    throw new StartFailure(
      `PostgreSQL could not replay the log: ${fatal}`,
      `Its log is ${server?.logFile ?? ''}`,
      error,
    )
  })
  const [, day, time] = lastCommit.exec(writtenBy(postgres.child)) ?? []
  await postgres.stop()
  return day === undefined || time === undefined ? undefined : `${day}T${time}Z`
}

/** The roles enter with the passwords of this data directory, whatever they were before. */
export const givePasswords = (place: Place, program: Program, cluster: string, secrets: Secrets) =>
  asSuperuser({ place, program, cluster }, 'postgres', [
    `ALTER ROLE ${ownerRole} PASSWORD ${literal(secrets.ownerPassword)}`,
    `ALTER ROLE ${appRole} PASSWORD ${literal(secrets.appPassword)}`,
  ])
