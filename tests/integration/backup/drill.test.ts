import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keptSegments } from '#app/start/backup/check-backup.ts'
import { clusterIdentity } from '#app/start/backup/cluster-identity.ts'
import { openBackupDir, walDir } from '#app/start/backup/backup-dir.ts'
import { type Digest, digestOf } from '#app/start/backup/digest.ts'
import { keptFiles } from '#app/start/backup/file-stores.ts'
import { type Made, makeBackup } from '#app/start/backup/make-backup.ts'
import type { Restored } from '#app/start/backup/restore-site.ts'
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
    await expect.poll(() => keptSegments(backups).includes(name), { timeout: 30_000, interval: 50 }).toBe(true)
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
  await expect.poll(() => writers.count(), { timeout: 30_000 }).toBeGreaterThan(kept.entries.length * 3 + 30)
  process.kill(postgres.child.pid, 'SIGKILL')
  await writers.untilAllFail()
  await postgres.child.exited
  leftOver.delete(postgres)
  all = copyOf(writers.done)
  await Promise.all([owner.$disconnect(), app.$disconnect()])
}, 120_000)

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
const nothing = { entries: 0, uploads: 0, letters: 0 }

describe('a site that was killed', () => {
  test('comes back as it was at a moment, row for row and byte for byte', async () => {
    const { code, output } = await restore('at', '--at', atT.at, '--remains', data)
    expect(output).toContain(`holds the site as of`)
    expect(code).toBe(0)
    const told = toldBy('at')
    expect(told.digest).toEqual(atT.digest)
    expect(told.lastCommitAt ?? '' <= atT.at).toBe(true)
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
    const { appSecret } = openSecrets(path.join(root, 'at'))
    const again = await makeBackup({
      ...{ dataDir: path.join(root, 'at'), backupDir: path.join(root, 'new-backups'), ownerUrl: own.ownerUrl },
      ...{ appSecret, files: createDiskFileStore(path.join(root, 'at/files')), version: '0', keep: 1 },
    })
    expect(again.manifest.timeline).toBe(2)
    await stop(own)
  })
})
