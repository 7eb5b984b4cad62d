import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { StartFailure } from '../fail.mjs'
import { walDir } from './backup-dir.ts'
import type { Backup } from './manifest.ts'
import { eachAtOnce, readPacked } from './packed.ts'
import { runFrom, segmentHead } from './wal.ts'

/** Names of the log files kept, whatever else lies there. */
export const keptSegments = (backupDir: string): string[] =>
  existsSync(walDir(backupDir))
    ? readdirSync(walDir(backupDir))
        .filter((name) => name.endsWith('.gz'))
        .map((name) => name.slice(0, -'.gz'.length))
    : []

/** Reads every file of the copy. @throws StartFailure at the first that is not what was written. */
export async function checkBase({ dir, manifest }: Backup): Promise<void> {
  await eachAtOnce(manifest.files, async ({ name, size, sha256 }) => {
    const file = path.join(dir, 'data', `${name}.gz`)
    const found = await readPacked(file).catch((cause: unknown) => {
      throw damaged(file, existsSync(file) ? 'it cannot be read' : 'it is missing', cause)
    })
    if (found.size !== size || found.sha256 !== sha256) throw damaged(file, 'it is not what was written')
  })
}

const damaged = (file: string, what: string, cause?: unknown) =>
  new StartFailure(
    `A file of the backup is damaged: ${file} (${what})`,
    'Restore from another backup, or put this file back from a copy; look at the disk',
    cause,
  )

/** Reads kept log files one by one. @throws StartFailure at the first that is damaged, or another database's. */
export async function checkSegments(
  backupDir: string,
  { manifest }: Backup,
  segments: Iterable<string>,
): Promise<void> {
  await eachAtOnce(segments, async (segment) => {
    const file = path.join(walDir(backupDir), `${segment}.gz`)
    const found = await readPacked(file).catch((cause: unknown) => {
      throw damagedLog(file, 'it cannot be read', cause)
    })
    const head = segmentHead(found.head)
    if (found.size !== manifest.wal.segmentBytes || head === undefined) throw damagedLog(file, 'it is no file of a log')
    if (head.name !== segment) throw damagedLog(file, `it is ${head.name}`)
    if (head.systemIdentifier !== manifest.systemIdentifier) throw damagedLog(file, 'it is another database’s')
  })
}

const damagedLog = (file: string, what: string, cause?: unknown) =>
  new StartFailure(
    `A file of the log is damaged: ${file} (${what})`,
    'Put it back from a copy, or restore with --at to a moment before it',
    cause,
  )

/** The log that can be replayed upon a backup. @throws StartFailure where the copy alone is not whole without what is missing. */
export function logAfter(
  { manifest }: Backup,
  names: Iterable<string>,
): { segments: string[]; gap: string | undefined } {
  const { first, last, segmentBytes } = manifest.wal
  const { segments, gap } = runFrom(first, names, segmentBytes)
  if (segments.includes(last)) return { segments, gap }
  const [missing = first] = [gap, segments.length === 0 ? first : undefined].filter((name) => name !== undefined)
  throw new StartFailure(
    `The backup ${manifest.name} cannot be used: the file ${missing} of the log is missing`,
    'Put it back from a copy of the folder wal/, or restore from another backup',
  )
}
