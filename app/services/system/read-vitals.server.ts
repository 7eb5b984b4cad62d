import type { Db } from '#app/services/shared/db.server.ts'
import { lastBackupAt } from './last-backup.server.ts'

/** How the installation is doing, for its administrators and for whoever watches it from outside. */
export type Vitals = {
  databaseVersion: string
  databaseBytes: number
  migrations: number
  heartbeatAt: Date | null
  isWorkerAlive: boolean
  /** Jobs that wait to be done for the first time, that are tried again, that were given up. */
  queued: number
  retrying: number
  givenUp: number
  oldestQueuedAt: Date | null
  /** Since when the search index waits for a change; null when it waits for none. */
  indexBehindSince: Date | null
  lettersFailed: number
  lettersKept: number
  /** The last day whose heads of the chains were digested, as text. */
  digestedUntil: string | null
  /** Null where none is kept here, or none was made yet. */
  backupAt: Date | null
}

type Row = Omit<Vitals, 'databaseBytes' | 'backupAt'> & { databaseBytes: bigint }

/** One statement. @param copiesDir where copies of the database are kept */
export async function readVitals(db: Pick<Db, '$queryRaw'>, copiesDir: string | undefined): Promise<Vitals> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT current_setting('server_version') AS "databaseVersion", pg_database_size(current_database()) AS "databaseBytes",
      (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migrations,
      (SELECT at FROM heartbeat WHERE process = 'worker') AS "heartbeatAt",
      coalesce((SELECT at > now() - interval '45 seconds' FROM heartbeat WHERE process = 'worker'), false) AS "isWorkerAlive",
      (SELECT count(*)::int FROM graphile_worker.jobs WHERE attempts = 0 AND run_at <= now()) AS queued,
      (SELECT count(*)::int FROM graphile_worker.jobs WHERE attempts > 0 AND attempts < max_attempts) AS retrying,
      (SELECT count(*)::int FROM graphile_worker.jobs WHERE attempts >= max_attempts) AS "givenUp",
      (SELECT min(run_at) FROM graphile_worker.jobs WHERE attempts = 0 AND run_at <= now()) AS "oldestQueuedAt",
      (SELECT min(created_at) FROM graphile_worker.jobs WHERE task_identifier = 'sync-index') AS "indexBehindSince",
      (SELECT count(*)::int FROM message WHERE state IN ('FAILED', 'DOUBTFUL')) AS "lettersFailed",
      (SELECT count(*)::int FROM message WHERE state = 'KEPT') AS "lettersKept",
      (SELECT max(day)::text FROM chain_digest) AS "digestedUntil"`
  if (row === undefined) throw new Error('the catalog did not answer')
  return {
    ...row,
    databaseVersion: row.databaseVersion.split(' ')[0] ?? '',
    databaseBytes: Number(row.databaseBytes),
    backupAt: copiesDir === undefined ? null : await lastBackupAt(copiesDir),
  }
}
