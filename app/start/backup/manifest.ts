import { createHash, hkdfSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { StartFailure } from '../fail.mjs'
import { baseDir } from './backup-dir.ts'
import { writeWhole } from './write-whole.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** As seen from the cluster's folder; nothing above it. */
const inside = z.string().refine((name) => !path.isAbsolute(name) && !name.split('/').includes('..'))

const manifestSchema = z.object({
  format: z.literal(1),
  /** Of this folder; begins with the moment the copy began. */
  name: z.string(),
  /** Of this program, and its last migration: an older program cannot open a newer database. */
  version: z.string(),
  migrationHead: z.string(),
  postgres: z.string(),
  systemIdentifier: z.string(),
  timeline: z.number().int(),
  /** By the database's clock. What happened before `finishedAt` cannot be left out by a restore. */
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Names of log files: the first and last without which the copy is no database. */
  wal: z.object({ first: z.string(), last: z.string(), segmentBytes: z.number().int() }),
  /** Tells whether a secret is the one of this site, and tells nothing else of it. */
  secretCheck: z.string(),
  directories: z.array(inside),
  /** Sizes and digests of the contents; they lie under `data/`, each compressed by gzip. */
  files: z.array(z.object({ name: inside, size: z.number().int(), sha256 })),
})

export type Manifest = z.infer<typeof manifestSchema>
export type Backup = { dir: string; manifest: Manifest }

const manifestFile = (dir: string) => path.join(dir, 'manifest.json')
const digestFile = (dir: string) => path.join(dir, 'manifest.sha256')
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

export const unfinished = '.unfinished'

export function writeManifest(dir: string, manifest: Manifest): void {
  const text = JSON.stringify(manifest, null, 1) + '\n'
  writeWhole(manifestFile(dir), text)
  writeWhole(digestFile(dir), digestOf(text) + '\n')
}

/** @throws StartFailure where it is not what was written. */
export function readBackup(dir: string): Backup {
  try {
    const text = readFileSync(manifestFile(dir), 'utf8')
    if (digestOf(text) !== readFileSync(digestFile(dir), 'utf8').trim()) throw new Error('its digest differs')
    return { dir, manifest: manifestSchema.parse(JSON.parse(text)) }
  } catch (cause) {
    throw new StartFailure(
      `The backup ${dir} is damaged: its manifest is not what was written`,
      'Nothing in it can be trusted; restore from another backup, or from a copy of this one',
      cause,
    )
  }
}

/** Folders of finished backups, the oldest first. */
export function backupDirs(backupDir: string): string[] {
  const base = baseDir(backupDir)
  if (!existsSync(base)) return []
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(unfinished))
    .map(({ name }) => path.join(base, name))
    .toSorted()
}

/** Not the secret and no way back to it (HKDF-SHA256 of 32 random bytes). */
export const secretCheckOf = (appSecret: string): string =>
  Buffer.from(hkdfSync('sha256', Buffer.from(appSecret, 'base64'), 'commonweal', 'backup-check', 16)).toString('hex')
