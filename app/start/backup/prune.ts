import { rmSync } from 'node:fs'
import path from 'node:path'
import { walDir } from './backup-dir.ts'
import { keptSegments } from './check-backup.ts'
import { backupDirs, readBackup } from './manifest.ts'

/**
 * Lets all but the newest `keep` backups go, and the log that none of those left needs. Uploads stay: the site deletes none either.
 * @throws StartFailure where a backup that is to stay cannot be read: then nothing of the log is let go.
 */
export function prune(backupDir: string, keep: number): { backups: number; segments: number } {
  const dirs = backupDirs(backupDir)
  const gone = dirs.slice(0, Math.max(0, dirs.length - keep))
  const [oldest] = dirs.slice(gone.length).map(readBackup)
  for (const dir of gone) rmSync(dir, { recursive: true })
  if (oldest === undefined) return { backups: gone.length, segments: 0 }
  // Beside log files there are notes of when copies began, named after them: they sort and go with them.
  const old = keptSegments(backupDir).filter((name) => /^[0-9A-F]{24}/.test(name) && name < oldest.manifest.wal.first)
  for (const name of old) rmSync(path.join(walDir(backupDir), `${name}.gz`), { force: true })
  return { backups: gone.length, segments: old.length }
}
