import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkAll } from '#app/start/backup/check-all.ts'
import { checkBase, keptSegments } from '#app/start/backup/check-backup.ts'
import { clusterIdentity } from '#app/start/backup/cluster-identity.ts'
import { namedBackupDir, openBackupDir, readOwner, walDir } from '#app/start/backup/backup-dir.ts'
import { type Digest, digestOf } from '#app/start/backup/digest.ts'
import { type Made, makeBackup } from '#app/start/backup/make-backup.ts'
import { backupDirs, writeManifest } from '#app/start/backup/manifest.ts'
import { chooseBackup, readInstant } from '#app/start/backup/plan-restore.ts'
import { prune } from '#app/start/backup/prune.ts'
import { findSecret, readLog, refuseForeignSecret, type Restored } from '#app/start/backup/restore-site.ts'
import { runFrom, segmentAfter } from '#app/start/backup/wal.ts'
import { clusterDir, homeOf } from '#app/start/place.ts'
import { type RunningPostgres, startPostgres } from '#app/start/postgres.ts'
import { openSecrets } from '#app/start/secrets.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { createDiskFileStore } from '#app/services/shared/file-store.server.ts'
import { keepUploads } from '#app/worker/keep-uploads.ts'
import { ensureAppRole, migrate } from '#prisma/migrate.ts'
import { loadCalendar } from '#prisma/seed/index.ts'
import { withContexts, type TestDatabase } from '#tests/support/database.ts'
import { runCommand } from './run-command.ts'
import { useWriters } from './writers.ts'

// The drill: a site is written to, copied, written to, and killed; then it is restored three times, and told no more than it may be.

const root = mkdtempSync(path.join(tmpdir(), 'commonweal-drill-'))
const [data, backups] = [path.join(root, 'data'), path.join(root, 'backups')]
const files = createDiskFileStore(path.join(data, 'files'))
const leftOver = new Set<RunningPostgres>()

/** What was known of the site at a moment, to be found again. */
type Moment = { at: string; digest: Digest; uploads: number }

let made: Made
let atT: Moment
/** What had been done when the log was kept for the last time, and when the server was killed. */
let kept: { entries: string[]; uploads: string[]; letters: string[] }
let all: typeof kept

const start = async (dataDir: string, backupDir?: string) => {
  const postgres = await startPostgres(dataDir, { backupDir })
  leftOver.add(postgres)
  return postgres
}

const stop = async (postgres: RunningPostgres) => {
  await postgres.stop()
  leftOver.delete(postgres)
}

async function on<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const one = async <Row extends pg.QueryResultRow>(client: pg.Client, sql: string) => {
  const { rows } = await client.query<Row>(sql)
  if (rows[0] === undefined) throw new Error('no row')
  return rows[0]
}

/** The log up to here lies in the backup folder. */
const keepLog = (url: string) =>
  on(url, async (client) => {
    const { name } = await one<{ name: string }>(client, 'SELECT pg_walfile_name(pg_switch_wal() - 1) AS name')
    await vi.waitFor(() => expect(keptSegments(backups)).toContain(name), { timeout: 60_000, interval: 50 })
  })

const copyOf = ({ entries, uploads, letters }: typeof kept) => ({
  entries: [...entries],
  uploads: [...uploads],
  letters: [...letters],
})

beforeAll(async () => {
  // The database's account passes through.
  chmodSync(root, 0o755)
  mkdirSync(data)
  const postgres = await start(data, backups)
  const { ownerUrl, appUrl, appPassword } = postgres
  await ensureAppRole(ownerUrl, appPassword)
  await migrate(ownerUrl)
  await loadCalendar(ownerUrl)
  const [owner, app] = [createDb(ownerUrl, 4), createDb(appUrl, 4)]
  const t = withContexts({ owner, app, ownerUrl, appUrl } as TestDatabase)
  const writers = await useWriters(t, app, files)
  await writers.doEach(5)

  writers.begin()
  const before = writers.count()
  const { appSecret } = openSecrets(data)
  made = await makeBackup({ dataDir: data, backupDir: backups, ownerUrl, appSecret, files, version: '0', keep: 2 })
  expect(writers.count()).toBeGreaterThan(before)
  await writers.stop()

  await writers.doEach(10)
  atT = await on(ownerUrl, async (client) => {
    const digest = await digestOf(client)
    // To the microsecond, and nothing was written since.
    const { at } = await one<{ at: string }>(
      client,
      `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
    )
    return { at, digest, uploads: writers.done.uploads.length }
  })
  await writers.doEach(10)
  kept = copyOf(writers.done)
  const worker = keepUploads({ db: app, files, uploads: path.join(backups, 'files') })
  await worker.stop()
  await keepLog(ownerUrl)

  writers.begin()
  const wanted = writers.count() + 30
  await vi.waitFor(() => expect(writers.count()).toBeGreaterThan(wanted), { timeout: 60_000, interval: 20 })
  process.kill(postgres.child.pid, 'SIGKILL')
  await writers.untilAllFail()
  await postgres.child.exited
  leftOver.delete(postgres)
  all = copyOf(writers.done)
  await Promise.all([owner.$disconnect(), app.$disconnect()])
}, 300_000)

afterAll(async () => {
  for (const postgres of leftOver) await postgres.stop()
  rmSync(root, { recursive: true, force: true })
})

const restore = (to: string, ...more: string[]) =>
  runCommand('app/start/restore.ts', ['--from', backups, '--to', path.join(root, to), ...more])

const toldBy = (to: string) => JSON.parse(readFileSync(path.join(root, to, 'restored.json'), 'utf8')) as Restored

/** The restored database answers, as the site's own start would bring it up. */
const ask = async <Answer>(to: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> => {
  const postgres = await start(path.join(root, to))
  try {
    return await on(postgres.ownerUrl, work)
  } finally {
    await stop(postgres)
  }
}

const missingOf = (client: pg.Client, wanted: typeof kept) =>
  one<{ entries: number; uploads: number; letters: number }>(
    client,
    `SELECT (SELECT count(*)::int FROM unnest(ARRAY['${wanted.entries.join("','")}']::uuid[]) AS w WHERE NOT EXISTS (SELECT 1 FROM ledger_entry WHERE id = w)) AS entries,
      (SELECT count(*)::int FROM unnest(ARRAY['${wanted.uploads.join("','")}']) AS w WHERE NOT EXISTS (SELECT 1 FROM file WHERE sha256 = w)) AS uploads,
      (SELECT count(*)::int FROM unnest(ARRAY['${wanted.letters.join("','")}']) AS w WHERE NOT EXISTS (SELECT 1 FROM message WHERE to_address = w)) AS letters`,
  )
const readRestores = async (client: pg.Client) =>
  (
    await client.query<{ restoredTo: string }>(
      `SELECT data ->> 'restoredTo' AS "restoredTo" FROM audit_event WHERE type = 'site.restored'`,
    )
  ).rows
const nothing = { entries: 0, uploads: 0, letters: 0 }

describe('a site that was killed', () => {
  test('comes back as it was at a moment, row for row and byte for byte', async () => {
    const { code, output } = await restore('at', '--at', atT.at, '--remains', data)
    expect(output).toContain(`holds the site as of`)
    expect(code).toBe(0)
    const told = toldBy('at')
    expect(told.digest).toEqual(atT.digest)
    expect([told.lastCommitAt, atT.at].toSorted()).toEqual([told.lastCommitAt, atT.at])
    expect(told.uploads).toMatchObject({ known: atT.uploads, missing: [] })
    expect(told.uploads.extra).toBe(kept.uploads.length - atT.uploads)
    expect(told.brokenRules).toEqual([])
    const store = createDiskFileStore(path.join(root, 'at', 'files'))
    for (const sha256 of all.uploads.slice(0, atT.uploads)) expect((await store.get(sha256))?.byteLength).toBe(3000)
  })

  test('does nothing by itself that may have been done before', async () => {
    const { settled } = toldBy('at')
    await ask('at', async (client) => {
      expect(await one(client, `SELECT count(*)::int AS held FROM message WHERE state = 'DOUBTFUL'`)).toEqual({
        held: settled.lettersHeld,
      })
      expect(
        await one(client, `SELECT count(*)::int AS waiting FROM message WHERE state IN ('QUEUED', 'WAITING')`),
      ).toEqual({
        waiting: 0,
      })
      expect(await one(client, `SELECT count(*)::int AS told FROM audit_event WHERE type = 'site.restored'`)).toEqual({
        told: 1,
      })
      // The chains go on: every row has its link, and digests of after that moment are told apart.
      expect(
        await one(
          client,
          `SELECT count(*)::int AS waiting FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = 'audit' AND l.row_id = e.id::text)`,
        ),
      ).toEqual({ waiting: 0 })
      const [restore] = await readRestores(client)
      expect(restore?.restoredTo).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
      expect(new Date(restore?.restoredTo ?? '').getTime()).toBe(new Date(toldBy('at').lastCommitAt ?? '').getTime())
    })
    expect(settled.lettersHeld).toBeGreaterThan(10)
  })

  test('loses nothing that was acknowledged where its disk is still there', async () => {
    const { code, output } = await restore('whole', '--remains', data, '--letters', 'send')
    expect(output).toContain('more from')
    expect(code).toBe(0)
    expect(toldBy('whole').uploads.missing).toEqual([])
    await ask('whole', async (client) => {
      expect(await missingOf(client, all)).toEqual(nothing)
      expect(await one(client, `SELECT count(*)::int AS doubtful FROM message WHERE state = 'DOUBTFUL'`)).toEqual({
        doubtful: 0,
      })
    })
  })

  test('without its disk comes back up to the log that was kept', async () => {
    const secrets = path.join(data, 'secrets.json')
    const { code } = await restore('kept', '--secrets', secrets)
    expect(code).toBe(0)
    await ask('kept', async (client) => {
      expect(await missingOf(client, kept)).toEqual(nothing)
      const missing = await missingOf(client, all)
      expect(missing.entries).toBe(all.entries.length - kept.entries.length)
    })
  })

  test('does not go on in the folder of the lost one', async () => {
    await expect(start(path.join(root, 'at'), backups)).rejects.toThrow('before it was restored')
    const own = await start(path.join(root, 'at'), path.join(root, 'new-backups'))
    expect(readOwner(path.join(root, 'new-backups'))).toMatchObject({ timeline: 2 })
    await stop(own)
  })
})

/** As it was before, whatever the test did to it. */
async function withBroken(file: string, change: (bytes: Buffer) => Buffer | undefined, work: () => Promise<void>) {
  const bytes = readFileSync(file)
  const changed = change(bytes)
  if (changed === undefined) rmSync(file)
  else writeFileSync(file, changed)
  try {
    await work()
  } finally {
    writeFileSync(file, bytes)
  }
}

const flipped = (bytes: Buffer) => {
  const changed = Buffer.from(bytes)
  const middle = Math.floor(changed.length / 2)
  changed[middle] = (changed[middle] ?? 0) ^ 0xff
  return changed
}

const source = (at?: string) => ({
  backupDir: backups,
  backup: chooseBackup(backups, undefined),
  at,
  remains: undefined,
})

describe('a restore that would not give back what was, says why and makes nothing', () => {
  const segment = (name: string) => path.join(walDir(backups), `${name}.gz`)

  test('a target that holds something', async () => {
    mkdirSync(path.join(root, 'taken'))
    writeFileSync(path.join(root, 'taken', 'letter.txt'), 'mine')
    const { code, output } = await restore('taken', '--remains', data)
    expect([code, output]).toEqual([1, expect.stringContaining('is not empty')])
    expect(readdirSync(path.join(root, 'taken'))).toEqual(['letter.txt'])
  })

  test('no secret, and that of another site', () => {
    expect(() => findSecret(undefined, undefined, {})).toThrow('The secret of the site is needed')
    expect(() => findSecret(path.join(root, 'none.json'), undefined, {})).toThrow('cannot be read')
    expect(() => refuseForeignSecret(made, Buffer.alloc(32, 3).toString('base64'))).toThrow('not the one of the site')
    expect(() => refuseForeignSecret(made, findSecret(undefined, data, {}))).not.toThrow()
  })

  test('an instant before the first backup, one ahead, one without a zone', () => {
    expect(() => chooseBackup(backups, new Date('2020-01-01T00:00:00Z'))).toThrow(
      'The oldest backup kept was finished after',
    )
    const now = new Date('2026-11-23T12:00:00Z')
    expect(() => readInstant('2026-11-23T12:00:01Z', now)).toThrow('lies ahead')
    for (const text of ['2026-11-23', '2026-11-23T10:00:00', '2026-13-23T10:00:00Z', 'yesterday'])
      expect(() => readInstant(text, now)).toThrow('is not an instant')
    expect(readInstant('2026-11-23T18:00:00.25+08:00', now)).toEqual(new Date('2026-11-23T10:00:00.250Z'))
  })

  test('an instant that the log does not reach', async () => {
    const at = new Date().toISOString()
    const { code, output } = await restore('beyond', '--at', at, '--secrets', path.join(data, 'secrets.json'))
    expect([code, output]).toEqual([1, expect.stringContaining(`The log ends before ${at}`)])
  })

  test('a folder without backups', () => {
    expect(() => chooseBackup(path.join(root, 'taken'), undefined)).toThrow('There are no backups')
  })

  test('a damaged file of the copy, and a damaged manifest', async () => {
    const file = made.manifest.files.find(({ size }) => size > 8000)
    await withBroken(path.join(made.dir, 'data', `${file?.name ?? ''}.gz`), flipped, async () => {
      await expect(checkBase(made)).rejects.toThrow('A file of the backup is damaged')
    })
    await withBroken(
      path.join(made.dir, 'data', `${file?.name ?? ''}.gz`),
      () => undefined,
      async () => {
        await expect(checkBase(made)).rejects.toThrow('it is missing')
      },
    )
    await withBroken(path.join(made.dir, 'manifest.json'), flipped, () => {
      expect(() => chooseBackup(backups, undefined)).toThrow('its manifest is not what was written')
      return Promise.resolve()
    })
    await expect(checkBase(made)).resolves.toBeUndefined()
  })

  test('a missing file of the log, a damaged one, and another one under its name', async () => {
    const { first, last, segmentBytes } = made.manifest.wal
    const { segments } = runFrom(first, keptSegments(backups), segmentBytes)
    const newest = segments.at(-1) ?? ''
    expect(newest > last).toBe(true)
    await withBroken(
      segment(last),
      () => undefined,
      async () => {
        await expect(readLog(source())).rejects.toThrow(`the file ${last} of the log is missing`)
      },
    )
    // A later one makes the newest a gap.
    const later = segmentAfter(newest, segmentBytes)
    const after = segmentAfter(later, segmentBytes)
    copyFileSync(segment(newest), segment(after))
    await expect(readLog(source())).rejects.toThrow(`The file ${later} of the log is missing, and later ones are there`)
    await expect(readLog(source(atT.at))).resolves.toEqual([])
    rmSync(segment(after))
    copyFileSync(segment(newest), segment(later))
    await expect(readLog(source())).rejects.toThrow(`it is ${newest}`)
    rmSync(segment(later))
    await withBroken(segment(newest), flipped, async () => {
      await expect(readLog(source())).rejects.toThrow(`A file of the log is damaged: ${segment(newest)}`)
    })
    await expect(readLog(source())).resolves.toEqual([])
  })

  test('the remains of another site', async () => {
    await expect(readLog({ ...source(), remains: path.join(root, 'taken') })).rejects.toThrow(
      'holds no log of a database',
    )
    const other = path.join(root, 'other')
    cpSync(path.join(clusterDir(homeOf(data)), 'pg_wal'), path.join(clusterDir(other), 'pg_wal'), { recursive: true })
    for (const name of readdirSync(path.join(clusterDir(other), 'pg_wal'), { withFileTypes: true })) {
      if (!name.isFile()) continue
      const file = path.join(clusterDir(other), 'pg_wal', name.name)
      const bytes = readFileSync(file)
      bytes.writeBigUInt64LE(1n, 24)
      writeFileSync(file, bytes)
    }
    await expect(readLog({ ...source(), remains: other })).rejects.toThrow('held another database')
  })
})

describe('the backup folder', () => {
  test('is one database’s, on one timeline', () => {
    const owner = clusterIdentity(clusterDir(homeOf(data)))
    expect(() => openBackupDir(backups, null, owner)).not.toThrow()
    expect(() => openBackupDir(backups, null, { ...owner, systemIdentifier: '1' })).toThrow('of another database')
    expect(() => openBackupDir(backups, null, { ...owner, timeline: 2 })).toThrow('before it was restored')
  })

  test('lies outside of what it is to outlive', () => {
    expect(() => namedBackupDir('backups', data)).toThrow('whole path')
    expect(() => namedBackupDir(path.join(data, 'backups'), data)).toThrow('lie in one another')
    expect(() => namedBackupDir(root, data)).toThrow('lie in one another')
    expect(() => namedBackupDir(path.resolve('backups'), data)).toThrow('the program’s own folder')
    expect(namedBackupDir(`${backups}/`, data)).toBe(backups)
  })

  test('keeps the newest backups, and the log that they need', () => {
    const copy = path.join(root, 'copy')
    cpSync(backups, copy, { recursive: true })
    const older = path.join(copy, 'base', '20200101T000000000Z')
    cpSync(path.join(copy, 'base', made.manifest.name), older, { recursive: true })
    const before = `${made.manifest.wal.first.slice(0, 16)}00000000`
    writeManifest(older, { ...made.manifest, wal: { ...made.manifest.wal, first: before } })
    writeFileSync(path.join(walDir(copy), `${before}.gz`), '')
    expect(prune(copy, 2)).toEqual({ backups: 0, segments: 0 })
    expect(prune(copy, 1)).toMatchObject({ backups: 1 })
    expect(backupDirs(copy).map((dir) => path.basename(dir))).toEqual([made.manifest.name])
    expect(keptSegments(copy)).not.toContain(before)
    const { first, last, segmentBytes } = made.manifest.wal
    expect(runFrom(first, keptSegments(copy), segmentBytes).segments).toContain(last)
  })

  test('is told of line by line, and what is wrong with it', async () => {
    const lines: string[] = []
    expect(await checkAll(backups, undefined, (line) => lines.push(line))).toEqual([])
    expect(lines[0]).toContain(`✓ ${made.manifest.name}`)
    const [upload = ''] = all.uploads
    await withBroken(path.join(backups, 'files', upload.slice(0, 2), upload), flipped, async () => {
      expect(await checkAll(backups, undefined, () => undefined)).toEqual([expect.stringContaining(upload)])
    })
  })
})

describe('a finished file of the log', () => {
  const archive = (content: string, name = '000000010000000000000001') => {
    const [from, to] = [path.join(root, 'segment'), path.join(root, 'kept-log')]
    mkdirSync(to, { recursive: true })
    writeFileSync(from, content)
    const { status, stderr } = spawnSync('/bin/sh', ['app/start/backup/archive-wal.sh', from, name], {
      env: { ...process.env, COMMONWEAL_WAL: to },
      encoding: 'utf8',
    })
    return { status, stderr, kept: readdirSync(to) }
  }

  test('is kept once, and never overwritten', () => {
    expect(archive('one')).toMatchObject({ status: 0, kept: ['000000010000000000000001.gz'] })
    expect(archive('one')).toMatchObject({ status: 0, kept: ['000000010000000000000001.gz'] })
    const other = archive('two')
    expect(other.status).toBe(1)
    expect(other.stderr).toContain('nothing was overwritten')
    const kept = readFileSync(path.join(root, 'kept-log', '000000010000000000000001.gz'))
    expect(gunzipSync(kept).toString()).toBe('one')
  })
})
