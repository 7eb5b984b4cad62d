import type { Context } from '#app/services/shared/context.server.ts'
import { readVitals } from '#app/services/system/read-vitals.server.ts'

/** How the installation is doing: its vitals, the calendar's years, the jobs that failed. Three statements. */
export async function readSystemPage(
  ctx: Context,
  search: { host: string } | undefined,
  copiesDir: string | undefined,
) {
  const [vitals, years, failures, isSearchAlive] = await Promise.all([
    readVitals(ctx.db, copiesDir),
    ctx.db.calendarYear.findMany({ orderBy: { year: 'asc' } }),
    ctx.db.$queryRaw<
      { id: string; task: string; attempts: number; max_attempts: number; last_error: string | null; run_at: Date }[]
    >`
      SELECT id::text, task_identifier AS task, attempts::int, max_attempts::int, last_error, run_at
      FROM graphile_worker.jobs WHERE attempts > 0 ORDER BY run_at DESC LIMIT 20`,
    search === undefined ? undefined : isHealthy(search.host),
  ])
  const { databaseVersion, databaseBytes, migrations, isWorkerAlive, heartbeatAt, oldestQueuedAt } = vitals
  return {
    database: { version: databaseVersion, bytes: databaseBytes, migrations },
    worker: { isAlive: isWorkerAlive, heartbeatAt: heartbeatAt?.toISOString() ?? null },
    search: isSearchAlive === undefined ? ('none' as const) : isSearchAlive ? ('up' as const) : ('down' as const),
    indexBehindSince: vitals.indexBehindSince?.toISOString() ?? null,
    queue: {
      queued: vitals.queued,
      oldestAt: oldestQueuedAt?.toISOString() ?? null,
      retrying: vitals.retrying,
      givenUp: vitals.givenUp,
    },
    letters: { failed: vitals.lettersFailed, kept: vitals.lettersKept },
    keepsCopies: copiesDir !== undefined,
    backupAt: vitals.backupAt?.toISOString() ?? null,
    digestedUntil: vitals.digestedUntil,
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
