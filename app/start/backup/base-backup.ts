import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { StartFailure } from '../fail.mjs'
import { baseDir } from './backup-dir.ts'
import { type Backup, type Manifest, unfinished, writeManifest } from './manifest.ts'
import { eachAtOnce, pack } from './packed.ts'
import { syncDir, syncTree, writeWhole } from './write-whole.ts'

/** Made anew by PostgreSQL at each start, or another server's business: documentation of PostgreSQL 18, 25.3.4. */
const emptied = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
])
const leftOut = /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init.*|recovery\.signal|standby\.signal|.*\.old)$/
const neededDirs = ['pg_wal/archive_status', 'pg_wal/summaries']

type Tree = { directories: string[]; files: string[] }

async function treeOf(cluster: string): Promise<Tree> {
  const tree: Tree = { directories: [...neededDirs], files: [] }
  const visit = async (inside: string) => {
    for (const entry of await readdir(path.join(cluster, inside), { withFileTypes: true }).catch(orNothing)) {
      const name = path.join(inside, entry.name)
      if (leftOut.test(entry.name)) continue
      if (inside === 'pg_tblspc')
        throw new StartFailure(
          `The database has a tablespace outside of its folder (${name}), which this does not copy`,
          'Move its tables back (ALTER TABLE … SET TABLESPACE pg_default) and drop it',
        )
      if (entry.isDirectory()) {
        tree.directories.push(name)
        if (!emptied.has(name)) await visit(name)
      } else if (entry.isFile()) tree.files.push(name)
    }
  }
  await visit('')
  return tree
}

const orNothing = (error: unknown) => {
  if (isGone(error)) return []
  throw error
}

const isGone = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

type Source = {
  /** On the database itself, as its owner: the copy is one session's from begin to end. */
  session: pg.Client
  cluster: string
  backupDir: string
  version: string
  secretCheck: string
}

const one = async <Row extends pg.QueryResultRow>(session: pg.Client, sql: string, values: unknown[] = []) => {
  const { rows } = await session.query<Row>(sql, values)
  if (rows[0] === undefined) throw new Error(`no answer to ${sql}`)
  return rows[0]
}

const firstOf = (label: string): string => {
  const [, first] = /^START WAL LOCATION: .* \(file ([0-9A-F]{24})\)$/m.exec(label) ?? []
  if (first === undefined) throw new Error(`PostgreSQL’s label names no file of the log: ${label}`)
  return first
}

type About = Pick<Manifest, 'postgres' | 'systemIdentifier' | 'timeline' | 'migrationHead'> & { segmentBytes: number }

/**
 * Copies the running database into `base/`, while it is written to: what was torn meanwhile is mended by the log, which must have come
 * into `wal/` before this returns. Nothing half made is ever among the finished ones.
 */
export async function baseBackup({ session, cluster, backupDir, version, secretCheck }: Source): Promise<Backup> {
  const { locked } = await one<{ locked: boolean }>(session, 'SELECT pg_try_advisory_lock(7221908) AS locked')
  if (!locked) throw new StartFailure('Another backup is being made', 'Wait until it is done')
  const about = await one<About>(
    session,
    `SELECT current_setting('server_version') AS postgres, system_identifier::text AS "systemIdentifier", timeline_id AS timeline,
      (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS "migrationHead",
      (SELECT setting::int * CASE unit WHEN 'kB' THEN 1024 WHEN 'MB' THEN 1048576 ELSE 1 END FROM pg_settings WHERE name = 'wal_segment_size') AS "segmentBytes"
      FROM pg_control_system(), pg_control_checkpoint()`,
  )
  const begun = await one<{ at: Date }>(
    session,
    `SELECT clock_timestamp() AS at FROM pg_backup_start('commonweal', true)`,
  )
  const name = begun.at.toISOString().replaceAll(/[-:]/g, '').replace('.', '')
  const making = path.join(baseDir(backupDir), `${name}${unfinished}`)
  for (const left of await readdir(baseDir(backupDir)))
    if (left.endsWith(unfinished)) rmSync(path.join(baseDir(backupDir), left), { recursive: true })
  mkdirSync(path.join(making, 'data'), { recursive: true, mode: 0o700 })
  try {
    const tree = await treeOf(cluster)
    for (const directory of tree.directories)
      mkdirSync(path.join(making, 'data', directory), { recursive: true, mode: 0o700 })
    const files: Manifest['files'] = []
    await eachAtOnce(tree.files, async (file) => {
      try {
        files.push({ name: file, ...(await pack(path.join(cluster, file), path.join(making, 'data', `${file}.gz`))) })
      } catch (error) {
        // Dropped while we copied: the log says so too.
        if (!isGone(error)) throw error
      }
    })
    // Waits until the last file of the log that is needed was kept.
    const ended = await one<{ label: string; last: string; at: Date }>(
      session,
      `SELECT labelfile AS label, pg_walfile_name(lsn - 1) AS last, clock_timestamp() AS at FROM pg_backup_stop(true)`,
    )
    writeWhole(path.join(making, 'label'), ended.label)
    files.push({
      name: 'backup_label',
      ...(await pack(path.join(making, 'label'), path.join(making, 'data/backup_label.gz'))),
    })
    rmSync(path.join(making, 'label'))
    syncTree(making)
    const manifest: Manifest = {
      format: 1,
      name,
      version,
      migrationHead: about.migrationHead,
      postgres: about.postgres,
      systemIdentifier: about.systemIdentifier,
      timeline: about.timeline,
      startedAt: begun.at.toISOString(),
      finishedAt: ended.at.toISOString(),
      wal: { first: firstOf(ended.label), last: ended.last, segmentBytes: about.segmentBytes },
      secretCheck,
      directories: tree.directories,
      files: files.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    }
    writeManifest(making, manifest)
    const dir = path.join(baseDir(backupDir), name)
    renameSync(making, dir)
    syncDir(baseDir(backupDir))
    return { dir, manifest }
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
}
