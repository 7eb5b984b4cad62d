import { statSync } from 'node:fs'
import path from 'node:path'
import { uploadsKnown } from '#app/services/file/copy-uploads.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { sha256Of } from '#app/services/shared/file-store.server.ts'
import { StartFailure } from '../fail.mjs'
import { walDir } from './backup-dir.ts'
import { checkBase, checkSegments, keptSegments, logAfter } from './check-backup.ts'
import { keptFiles } from './file-stores.ts'
import { backupDirs, readBackup } from './manifest.ts'
import { weightOf } from './make-backup.ts'
import { sizeText } from './size-text.ts'

/** Minutes after which the log of a site that runs should have been kept (the minute of archive_timeout, and some patience). */
const logMinutesMax = 5

/**
 * Reads everything in BACKUP_DIR and says line by line what it is good for. `ownerUrl`: the running site's database, whose uploads are then
 * looked for. Returns the faults.
 */
export async function checkAll(backupDir: string, ownerUrl: string | undefined, say: (line: string) => void) {
  const faults: string[] = []
  const fault = (text: string) => {
    faults.push(text)
    say(`✗ ${text}`)
  }
  const told = async (work: () => Promise<string>) => {
    try {
      say(`✓ ${await work()}`)
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error
      fault(error.message)
    }
  }
  const dirs = backupDirs(backupDir)
  if (dirs.length === 0) fault(`There is no finished backup in ${backupDir}. npm run backup makes one`)
  const read = new Set<string>()
  for (const dir of dirs)
    await told(async () => {
      const backup = readBackup(dir)
      await checkBase(backup)
      const { segments, gap } = logAfter(backup, keptSegments(backupDir))
      await checkSegments(
        backupDir,
        backup,
        segments.filter((segment) => !read.has(segment)),
      )
      for (const segment of segments) read.add(segment)
      const last = segments.at(-1) ?? ''
      const lastAt = statSync(path.join(walDir(backupDir), `${last}.gz`)).mtime.toISOString()
      if (gap !== undefined)
        fault(`The file ${gap} of the log is missing: from ${backup.manifest.name} on nothing after it can be restored`)
      return `${backup.manifest.name} (${sizeText(weightOf(backup))}): ${last === backup.manifest.wal.last ? `its own moment, ${backup.manifest.finishedAt}` : `any moment from ${backup.manifest.finishedAt} to ${lastAt}`}`
    })
  await told(async () => {
    const digests: string[] = []
    for await (const sha256 of keptFiles(backupDir).digests()) {
      const bytes = await keptFiles(backupDir).get(sha256)
      if (bytes === undefined || sha256Of(bytes) !== sha256)
        fault(`The upload ${sha256} is damaged. Delete it: the next backup copies it again`)
      else digests.push(sha256)
    }
    if (ownerUrl === undefined)
      return `${String(digests.length)} uploads; the site does not run, so none was looked for`
    return compareUploads(ownerUrl, new Set(digests))
  })
  if (ownerUrl !== undefined) await told(() => checkArchiving(ownerUrl))
  return faults
}

async function compareUploads(ownerUrl: string, there: Set<string>): Promise<string> {
  const db = createDb(ownerUrl, 1)
  try {
    const known = new Set(await uploadsKnown(db, { recently: false }))
    const missing = [...known].filter((sha256) => !there.has(sha256))
    if (missing.length > 0)
      throw new StartFailure(
        `${String(missing.length)} uploads of the site are not kept, such as ${missing[0] ?? ''}`,
        'npm run backup copies them; if it cannot find them, look into the store of the site',
      )
    const extra = [...there].filter((sha256) => !known.has(sha256)).length
    return `every upload of the site is kept (${String(known.size)}; ${String(extra)} more that it no longer knows)`
  } finally {
    await db.$disconnect()
  }
}

async function checkArchiving(ownerUrl: string): Promise<string> {
  const db = createDb(ownerUrl, 1)
  try {
    const [row] = await db.$queryRaw<{ isFailing: boolean; minutes: number | null; name: string | null }[]>`
      SELECT coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS "isFailing",
        extract(epoch FROM now() - coalesce(last_archived_time, stats_reset))::float / 60 AS minutes, last_failed_wal AS name
      FROM pg_stat_archiver`
    if (row?.isFailing === true)
      throw new StartFailure(
        `The log is not being kept: ${row.name ?? ''} could not be written`,
        'The reason is in logs/postgres.log; until it is mended the database’s own disk fills up',
      )
    if (row === undefined || row.minutes === null || row.minutes > logMinutesMax)
      throw new StartFailure(
        `The log was last kept ${String(Math.round(row?.minutes ?? 0))} minutes ago`,
        'Was the site started with BACKUP_DIR? Its reason is in logs/postgres.log',
      )
    return `the log is kept: last ${row.minutes.toFixed(1)} minutes ago`
  } finally {
    await db.$disconnect()
  }
}
