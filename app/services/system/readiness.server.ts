import type { Db } from '#app/services/shared/db.server.ts'
import { worksAsOwner } from './works-as-owner.server.ts'

export type Readiness = {
  database: boolean
  migrations: boolean
  /** The site works as one that owns nothing. */
  role: boolean
  worker: boolean
  /** Whether the database's log is being kept for a restore; null where nobody asked for it, or cannot be told. Nobody is kept out for it. */
  archive: boolean | null
}

/** A worker that has not beaten for this long is dead. */
const heartbeatSecondsMax = 45
/** A database that takes longer than this for one row is of no use to a page. */
const databaseMsMax = 500

const notReady: Readiness = { database: false, migrations: false, role: false, worker: false, archive: null }

/** What must be true before people are let in. `migrationsExpected`: how many the build was made with. */
export async function readReadiness(
  db: Pick<Db, '$queryRaw'>,
  migrationsExpected: number,
  msMax = databaseMsMax,
): Promise<Readiness> {
  let patience: NodeJS.Timeout | undefined
  const tooLate = new Promise<Readiness>((resolve) => {
    patience = setTimeout(() => resolve(notReady), msMax)
  })
  try {
    return await Promise.race([ask(db, migrationsExpected), tooLate])
  } finally {
    clearTimeout(patience)
  }
}

type Row = { migrations: number; worker: boolean; archive: boolean | null }

async function ask(db: Pick<Db, '$queryRaw'>, migrationsExpected: number): Promise<Readiness> {
  try {
    const [row] = await db.$queryRaw<Row[]>`
      SELECT (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migrations,
        coalesce((SELECT at > now() - make_interval(secs => ${heartbeatSecondsMax}::int) FROM heartbeat WHERE process = 'worker'), false) AS worker,
        CASE WHEN current_setting('archive_mode') = 'off' THEN NULL ELSE
          (SELECT coalesce(last_failed_time <= last_archived_time, last_failed_time IS NULL) FROM pg_stat_archiver) END AS archive`
    return {
      database: true,
      migrations: (row?.migrations ?? 0) >= migrationsExpected,
      role: !(await worksAsOwner(db)),
      worker: row?.worker ?? false,
      archive: row?.archive ?? null,
    }
  } catch {
    return notReady
  }
}
