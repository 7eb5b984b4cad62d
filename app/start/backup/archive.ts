import { chmodSync, chownSync, copyFileSync, existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../environment.ts'
import type { Place } from '../place.ts'
import { asSuperuser, databaseName, ownerRole, type Program } from '../postgres-cluster.ts'
import { openBackupDir, walDir } from './backup-dir.ts'
import { clusterIdentity } from './cluster-identity.ts'

/** What the server's own shell commands find in their environment: a path in a command line would have to be quoted twice. */
export interface Archive {
  env: Environment
}

/** A finished file of the log is kept at once, an unfinished one after a minute: no more than that is lost with the machine. */
export const archiveSettings = [
  'wal_level=replica',
  'archive_mode=on',
  'archive_command=/bin/sh "$COMMONWEAL_ARCHIVER" "%p" "%f"',
  'archive_timeout=60s',
]

/** Into the servers' home: the checkout may lie where their account cannot go. */
const bring = (place: Place, script: string) => {
  const target = path.join(place.home, 'programs', script)
  copyFileSync(path.join(import.meta.dirname, script), target)
  chmodSync(target, 0o755)
  return target
}

export const walEnv = (place: Place, dir: string, script: string, variable: string): Environment => ({
  COMMONWEAL_WAL: dir,
  [variable]: bring(place, script),
})

/** Copying a running database is begun and ended by two functions that only the superuser has at first. */
const backupRights = ['pg_backup_start(text, boolean)', 'pg_backup_stop(boolean)', 'pg_switch_wal()'].map(
  (called) => `GRANT EXECUTE ON FUNCTION ${called} TO ${ownerRole}`,
)

/** Lies beside the catalog in which the rights are, and comes and goes with it. */
const rightsGiven = 'commonweal-may-back-up'

const letOwnerBackUp = async (place: Place, program: Program, cluster: string) => {
  const given = path.join(cluster, rightsGiven)
  if (existsSync(given)) return
  await asSuperuser({ place, program, cluster }, databaseName, backupRights)
  writeFileSync(given, '', { mode: 0o600 })
  if (place.user) chownSync(given, place.user.uid, place.user.gid)
}

/** Before the server runs: the folder is this database's, and its owner may copy it. */
export const openArchive = async (
  place: Place,
  program: Program,
  cluster: string,
  backupDir: string,
): Promise<Archive> => {
  openBackupDir(backupDir, place.user, clusterIdentity(cluster))
  await letOwnerBackUp(place, program, cluster)
  return { env: walEnv(place, walDir(backupDir), 'archive-wal.sh', 'COMMONWEAL_ARCHIVER') }
}
