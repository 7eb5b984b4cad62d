import path from 'node:path'
import { StartFailure } from '../fail.mjs'
import { readOwner } from './backup-dir.ts'
import { type Backup, backupDirs, readBackup } from './manifest.ts'

/** An instant with its zone, to the microsecond: 2026-11-23T10:00:00Z, 2026-11-23T18:00:00.25+08:00. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/

/** @throws StartFailure where it is none, or lies ahead. */
export function readInstant(text: string, now: Date): Date {
  const at = new Date(text)
  if (!instant.test(text) || Number.isNaN(at.getTime()))
    throw new StartFailure(
      `--at ${text} is not an instant`,
      'Write it with its zone, such as 2026-11-23T10:00:00Z or 2026-11-23T18:00:00+08:00',
    )
  if (at > now) throw new StartFailure(`--at ${text} lies ahead`, 'Leave --at out to restore the newest state')
  return at
}

/**
 * The backup to begin with: the newest one, or the newest one that was whole at the instant. Damaged manifests of others do not matter.
 * @throws StartFailure where there is none.
 */
export function chooseBackup(backupDir: string, at: Date | undefined): Backup {
  if (readOwner(backupDir) === undefined)
    throw new StartFailure(`There are no backups in ${backupDir}`, 'Name the folder that BACKUP_DIR named')
  const dirs = backupDirs(backupDir)
  if (dirs.length === 0)
    throw new StartFailure(
      `There is no finished backup in ${backupDir}`,
      'npm run backup makes one; without one the log alone restores nothing',
    )
  for (const dir of dirs.toReversed()) {
    // Named after the moment it began: a later one is not opened, damaged or not.
    if (at !== undefined && begunAt(dir) > at) continue
    const backup = readBackup(dir)
    if (at === undefined || new Date(backup.manifest.finishedAt) <= at) return backup
  }
  const [oldest = ''] = dirs
  throw new StartFailure(
    `The oldest backup kept was finished after ${at?.toISOString() ?? ''}: it is ${path.basename(oldest)}`,
    'Choose a later moment with --at',
  )
}

/** 20261123T100000123Z. */
const begunAt = (dir: string): Date => {
  const [, year, month, day, hour, minute, second, milli] =
    /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/.exec(path.basename(dir)) ?? []
  return new Date(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${milli ?? ''}Z`,
  )
}
