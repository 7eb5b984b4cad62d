import type { Context } from '#app/services/shared/context.server.ts'

type Row = {
  database_version: string
  database_bytes: bigint
  migrations: number
  heartbeat_at: Date | null
  is_worker_alive: boolean
  queued: number
  oldest_at: Date | null
  retrying: number
  given_up: number
  letters_failed: number
  letters_kept: number
}

/** How the installation is doing: one statement over the catalog, the queue and the outbox, one over the calendar. */
export async function readSystemPage(ctx: Context, search: { host: string } | undefined) {
  const [[row], years, failures, isSearchAlive] = await Promise.all([
    ctx.db.$queryRaw<Row[]>`
      SELECT current_setting('server_version') AS database_version, pg_database_size(current_database()) AS database_bytes,
        (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migrations,
        (SELECT at FROM heartbeat WHERE process = 'worker') AS heartbeat_at,
        coalesce((SELECT at > now() - interval '45 seconds' FROM heartbeat WHERE process = 'worker'), false) AS is_worker_alive,
        (SELECT count(*)::int FROM graphile_worker.jobs WHERE attempts = 0 AND run_at <= now()) AS queued,
        (SELECT min(run_at) FROM graphile_worker.jobs WHERE attempts = 0 AND run_at <= now()) AS oldest_at,
        (SELECT count(*)::int FROM graphile_worker.jobs WHERE attempts > 0 AND attempts < max_attempts) AS retrying,
        (SELECT count(*)::int FROM graphile_worker.jobs WHERE attempts >= max_attempts) AS given_up,
        (SELECT count(*)::int FROM message WHERE state IN ('FAILED', 'DOUBTFUL')) AS letters_failed,
        (SELECT count(*)::int FROM message WHERE state = 'KEPT') AS letters_kept`,
    ctx.db.calendarYear.findMany({ orderBy: { year: 'asc' } }),
    ctx.db.$queryRaw<
      { id: string; task: string; attempts: number; max_attempts: number; last_error: string | null; run_at: Date }[]
    >`
      SELECT id::text, task_identifier AS task, attempts::int, max_attempts::int, last_error, run_at
      FROM graphile_worker.jobs WHERE attempts > 0 ORDER BY run_at DESC LIMIT 20`,
    search === undefined ? undefined : isHealthy(search.host),
  ])
  if (row === undefined) throw new Error('the catalog did not answer')
  return {
    database: {
      version: row.database_version.split(' ')[0] ?? '',
      bytes: Number(row.database_bytes),
      migrations: row.migrations,
    },
    worker: { isAlive: row.is_worker_alive, heartbeatAt: row.heartbeat_at?.toISOString() ?? null },
    search: isSearchAlive === undefined ? ('none' as const) : isSearchAlive ? ('up' as const) : ('down' as const),
    queue: {
      queued: row.queued,
      oldestAt: row.oldest_at?.toISOString() ?? null,
      retrying: row.retrying,
      givenUp: row.given_up,
    },
    letters: { failed: row.letters_failed, kept: row.letters_kept },
    failures: failures.map((job) => ({
      id: job.id,
      task: job.task,
      attempts: job.attempts,
      attemptsMax: job.max_attempts,
      error: (job.last_error ?? '').split('\n')[0]?.slice(0, 300) ?? '',
      runAt: job.run_at.toISOString(),
    })),
    years: years.map(({ year }) => year),
  }
}

const isHealthy = (host: string): Promise<boolean> =>
  fetch(new URL('/health', host), { signal: AbortSignal.timeout(1500), redirect: 'error' }).then(
    (response) => response.ok,
    () => false,
  )
