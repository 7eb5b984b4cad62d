import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { checkout } from '../data-dir.ts'
import { StartFailure } from '../fail.mjs'
import type { ServiceUser } from '../service-user.ts'
import { writeWhole } from './write-whole.ts'

// BACKUP_DIR: `base/` the database as it was at certain moments, `wal/` its log since the first of them, `files/` what was uploaded,
// `owner.json` whose they are. One database's on one timeline: after a restore a new folder is begun.

export const baseDir = (backupDir: string) => path.join(backupDir, 'base')
export const walDir = (backupDir: string) => path.join(backupDir, 'wal')
export const keptFilesDir = (backupDir: string) => path.join(backupDir, 'files')

const ownerSchema = z.object({ systemIdentifier: z.string(), timeline: z.number().int() })
export type Owner = z.infer<typeof ownerSchema>

const ownerFile = (backupDir: string) => path.join(backupDir, 'owner.json')

/** Undefined where nothing was ever kept. @throws StartFailure where the file cannot be read. */
export function readOwner(backupDir: string): Owner | undefined {
  const file = ownerFile(backupDir)
  if (!existsSync(file)) return undefined
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new StartFailure(`${file} cannot be read`, 'Put it back from a copy, or name another BACKUP_DIR', cause)
  }
}

/** The folder as named. @throws StartFailure where the name cannot mean what the person wants. */
export function namedBackupDir(named: string, dataDir: string): string {
  if (!path.isAbsolute(named))
    throw new StartFailure(`BACKUP_DIR is ${named}`, 'Write it as a whole path, beginning with /')
  const backupDir = path.resolve(named)
  const within = (inner: string, outer: string) => inner === outer || inner.startsWith(outer + path.sep)
  if (within(backupDir, dataDir) || within(dataDir, backupDir))
    throw new StartFailure(
      `BACKUP_DIR ${backupDir} and the data directory ${dataDir} lie in one another`,
      'Choose a folder on another disk: what takes one away must not take both',
    )
  if (within(backupDir, checkout))
    throw new StartFailure(
      `BACKUP_DIR ${backupDir} lies in the program’s own folder`,
      'Choose a folder on another disk: an upgrade may replace this one',
    )
  return backupDir
}

/** Asked of the kernel as that user, so that access lists and mounts count as well as modes. */
const canWrite = (user: ServiceUser, dir: string) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', dir], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

/**
 * Makes the folder ready for a database that writes its log there as `user` (null: as ourselves).
 * @throws StartFailure where it cannot be written, or belongs to another database.
 */
export function openBackupDir(backupDir: string, user: ServiceUser | null, owner: Owner): void {
  try {
    for (const dir of [backupDir, baseDir(backupDir), keptFilesDir(backupDir), walDir(backupDir)])
      mkdirSync(dir, { recursive: true, mode: 0o700 })
    if (user) {
      // Passing through is all that the database's account may do above its own folder.
      chmodSync(backupDir, statSync(backupDir).mode | 0o011)
      chownSync(walDir(backupDir), user.uid, user.gid)
    }
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new StartFailure(
      `BACKUP_DIR ${backupDir} cannot be written (${reason})`,
      'Is its disk there? Give it to this user, or choose another folder',
      cause,
    )
  }
  if (user && !canWrite(user, walDir(backupDir)))
    throw new StartFailure(
      `The database's account (uid ${user.uid}) cannot write into ${walDir(backupDir)}`,
      'Give the folders above BACKUP_DIR the mode o+x, or choose another one',
    )
  const known = readOwner(backupDir)
  if (known && (known.systemIdentifier !== owner.systemIdentifier || known.timeline !== owner.timeline))
    throw new StartFailure(
      `BACKUP_DIR ${backupDir} holds the backups of another database, or of this one before it was restored`,
      'Keep it as it is, and name a new empty folder in BACKUP_DIR',
    )
  if (!known) writeWhole(ownerFile(backupDir), JSON.stringify(owner) + '\n')
  // What an archiving that was broken off left; the server that might be at it does not run yet.
  for (const name of readdirSync(walDir(backupDir)))
    if (name.startsWith('.')) rmSync(path.join(walDir(backupDir), name), { force: true })
}
