import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { uploadsKnown } from '#app/services/file/copy-uploads.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { createDiskFileStore, type FileStore, sha256Of } from '#app/services/shared/file-store.server.ts'
import type { Environment } from '../environment.ts'
import { StartFailure } from '../fail.mjs'
import type { Household } from '../household.ts'
import { testLedger } from '../ledger-self-test.ts'
import { openPlace } from '../place.ts'
import { postgresProgram } from '../postgres-program.ts'
import { startPostgres } from '../postgres.ts'
import { step } from '../progress.mjs'
import { type Secrets, writeSecrets } from '../secrets.ts'
import { checkSegments, keptSegments, logAfter } from './check-backup.ts'
import { type Digest, digestOf, wholeOf } from './digest.ts'
import { keptFiles, siteFiles } from './file-stores.ts'
import { indexRestored } from './index-restored.ts'
import { type Backup, secretCheckOf } from './manifest.ts'
import { givePasswords, putBack, remainingSegments, replay } from './recover.ts'
import { type Settled, settle } from './settle.ts'
import { sizeText } from './size-text.ts'
import { runFrom } from './wal.ts'
import { writeWhole } from './write-whole.ts'

/** What is restored, from what. */
export type Source = {
  backupDir: string
  backup: Backup
  /** As the person wrote it; undefined: the newest state there is. */
  at: string | undefined
  /** The lost site's data directory, if something is left of it: its last log files and uploads. */
  remains: string | undefined
}

export type Restoring = Source & {
  dataDir: string
  /** Log files of `remains` that were not kept yet. */
  extra: Remaining
  appSecret: string
  sendsLetters: boolean
  env: Environment
  household: Household
}

export type Restored = {
  backup: string
  at: string | null
  /** Of the last transaction that is in it; null: none came after the copy. */
  lastCommitAt: string | null
  digest: Digest
  uploads: { known: number; missing: string[]; extra: number }
  settled: Settled
  brokenRules: string[]
}

/** @throws StartFailure where something lies there already. */
export function refuseTaken(dataDir: string): void {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return
  throw new StartFailure(
    `${dataDir} is not empty`,
    'Name a new folder in --to: nothing is ever overwritten, not even what is broken',
  )
}

/** @throws StartFailure where the copy does not fit. */
export function refuseSmall(dataDir: string, { manifest }: Backup): void {
  let there = dataDir
  while (!existsSync(there)) there = path.dirname(there)
  const { bavail, bsize } = statfsSync(there)
  const needed = manifest.files.reduce((sum, { size }) => sum + size, 0) * 1.2
  if (bavail * bsize >= needed) return
  throw new StartFailure(
    `Only ${sizeText(bavail * bsize)} are free where ${dataDir} lies; ${sizeText(needed)} are needed`,
    'Free some space, or name another folder in --to',
  )
}

/** @throws StartFailure where it is not this site's. */
export function refuseForeignSecret({ manifest }: Backup, appSecret: string): void {
  if (secretCheckOf(appSecret) === manifest.secretCheck) return
  throw new StartFailure(
    'The secret is not the one of the site that was backed up',
    'Give its secrets.json in --secrets, or its APP_SECRET: without it second factors, bank accounts, sealed bids and contacts in the backup stay unreadable for ever',
  )
}

/** The secret of the site, from wherever it was kept. @throws StartFailure where nobody says it. */
export function findSecret(secretsFile: string | undefined, remains: string | undefined, env: Environment): string {
  const files = [secretsFile, remains === undefined ? undefined : path.join(remains, 'secrets.json')]
  for (const file of files) {
    if (file === undefined || (file !== secretsFile && !existsSync(file))) continue
    try {
      return (JSON.parse(readFileSync(file, 'utf8')) as Secrets).appSecret
    } catch (cause) {
      throw new StartFailure(`${file} cannot be read`, 'It is the file secrets.json of the lost site', cause)
    }
  }
  const named = env['APP_SECRET']
  if (named) return named
  throw new StartFailure(
    'The secret of the site is needed, and is in no backup',
    'Give the lost site’s secrets.json in --secrets, or its APP_SECRET',
  )
}

/**
 * A new data directory with the database as it was at an instant, and the uploads that belong to it. The database is checked when it is
 * there; nothing runs when this returns.
 */
export async function restoreSite(task: Restoring): Promise<Restored> {
  const { backupDir, backup, dataDir, at, remains, extra, env, household } = task
  const place = openPlace(dataDir)
  const secrets = writeSecrets(dataDir, task.appSecret)
  const program = postgresProgram(place)
  const cluster = await step(
    'database put back 数据库恢复',
    () => putBack(backup, place),
    () => `database of ${backup.manifest.finishedAt} put back, all files as written 数据库恢复`,
  )
  const lastCommitAt = await step(
    'log replayed 日志重放',
    () =>
      replay(place, cluster, { backupDir, extra }, { at, household, dataDir }).catch(async (error: unknown) => {
        // It ended too early: a damaged or missing file is the better answer where there is one.
        await refuseBrokenLog(task, extra)
        throw error
      }),
    (told) =>
      told === undefined
        ? 'log replayed 日志重放: nothing was committed after the copy'
        : `log replayed 日志重放: the last transaction is of ${told}`,
  )
  await givePasswords(place, program, cluster, secrets)
  const postgres = await startPostgres(dataDir, { adopt: household.adopt })
  const client = new pg.Client({ connectionString: postgres.ownerUrl })
  await client.connect()
  try {
    const digest = await step(
      'rows counted 数据摘要',
      () => digestOf(client),
      (found) => `rows counted 数据摘要: ${String(rowsOf(found))} rows, SHA-256 ${wholeOf(found)}`,
    )
    const brokenRules = await step(
      'books 账务核对',
      async () => {
        await testLedger(postgres.ownerUrl)
        const { rows } = await client.query<{ rule: string }>('SELECT rule FROM ledger_check() WHERE breaches <> 0')
        return rows.map(({ rule }) => rule)
      },
      (rules) => `books 账务核对 (${rules.length === 0 ? 'every rule holds' : `${String(rules.length)} rules broken`})`,
    )
    const uploads = await step(
      'uploads 附件',
      () => putUploadsBack(postgres.ownerUrl, backupDir, remains, siteFiles(dataDir, env)),
      ({ known, missing, extra: others }) =>
        `uploads 附件 (${String(known - missing.length)} of ${String(known)} there with the right bytes; ${String(others)} of other times left where they are)`,
    )
    await indexRestored(task, postgres.ownerUrl)
    const settled = await settle(client, {
      sendsLetters: task.sendsLetters,
      backup: backup.manifest.name,
      restoredTo: lastCommitAt ?? backup.manifest.finishedAt,
      lastCommitAt,
    })
    const restored: Restored = {
      backup: backup.manifest.name,
      at: at ?? null,
      lastCommitAt: lastCommitAt ?? null,
      digest,
      uploads,
      settled,
      brokenRules,
    }
    writeWhole(path.join(dataDir, 'restored.json'), JSON.stringify(restored, null, 1) + '\n')
    return restored
  } finally {
    await client.end()
    await postgres.stop()
  }
}

const rowsOf = (digest: Digest) => Object.values(digest).reduce((sum, { rows }) => sum + rows, 0)

type Remaining = Awaited<ReturnType<typeof remainingSegments>>

/**
 * What of the log is there. For the newest state every file must be whole, since PostgreSQL takes the first that is not for the end; up to
 * an instant it says itself when it does not come that far.
 */
export const readLog = (source: Source): Promise<Remaining> =>
  step(
    'log 日志',
    () => checkLog(source),
    ({ read, extra }) =>
      `log checked 日志 (${String(read)} files${source.remains === undefined ? '' : `, ${String(extra.length)} more from ${source.remains}`})`,
  ).then(({ extra }) => extra)

async function checkLog(source: Source): Promise<{ read: number; extra: Remaining }> {
  const { backup, backupDir, remains } = source
  const kept = keptSegments(backupDir)
  const { segments } = logAfter(backup, kept)
  const extra = remains === undefined ? [] : await remainingSegments(remains, backup, new Set(kept))
  const { last } = backup.manifest.wal
  const needed = source.at === undefined ? segments : segments.slice(0, segments.indexOf(last) + 1)
  if (source.at === undefined) await refuseBrokenLog(source, extra)
  else await checkSegments(backupDir, backup, needed)
  return { read: needed.length, extra }
}

/** @throws StartFailure where a file in the middle is missing or damaged. */
async function refuseBrokenLog({ backup, backupDir }: Source, extra: Remaining): Promise<void> {
  const { first, segmentBytes } = backup.manifest.wal
  const kept = keptSegments(backupDir)
  const { gap } = runFrom(first, [...kept, ...extra.map(({ name }) => name)], segmentBytes)
  if (gap !== undefined)
    throw new StartFailure(
      `The file ${gap} of the log is missing, and later ones are there`,
      'Put it back from a copy of the folder wal/; or name in --at a moment before it, knowing that everything after is lost',
    )
  await checkSegments(backupDir, backup, runFrom(first, kept, segmentBytes).segments)
}

async function putUploadsBack(ownerUrl: string, backupDir: string, remains: string | undefined, to: FileStore) {
  const sources = [keptFiles(backupDir)]
  if (remains !== undefined) sources.push(createDiskFileStore(path.join(remains, 'files')))
  const db = createDb(ownerUrl, 1)
  try {
    const known = new Set(await uploadsKnown(db, { recently: false }))
    const missing: string[] = []
    for (const sha256 of known) {
      const bytes = await firstWhole(sha256, [...sources, to])
      if (bytes === undefined) missing.push(sha256)
      else await to.put(bytes)
    }
    let extra = 0
    for await (const sha256 of keptFiles(backupDir).digests()) if (!known.has(sha256)) extra += 1
    return { known: known.size, missing, extra }
  } finally {
    await db.$disconnect()
  }
}

async function firstWhole(sha256: string, sources: Pick<FileStore, 'get'>[]): Promise<Buffer | undefined> {
  for (const source of sources) {
    const bytes = await source.get(sha256)
    if (bytes !== undefined && sha256Of(bytes) === sha256) return bytes
  }
  return undefined
}
