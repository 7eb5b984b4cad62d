import type { Db } from '#app/services/shared/db.server.ts'

export type Readiness = { database: boolean; migrations: boolean; worker: boolean }

/** A worker that has not beaten for this long is dead. */
const heartbeatSecondsMax = 45

/** What must be true before people are let in. `migrationsExpected`: how many the build was made with. */
export async function readReadiness(db: Db, migrationsExpected: number): Promise<Readiness> {
  try {
    const [row] = await db.$queryRaw<{ migrations: number; worker: boolean }[]>`
      SELECT (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migrations,
        coalesce((SELECT at > now() - make_interval(secs => ${heartbeatSecondsMax}::int) FROM heartbeat WHERE process = 'worker'), false) AS worker`
    return { database: true, migrations: (row?.migrations ?? 0) >= migrationsExpected, worker: row?.worker ?? false }
  } catch {
    return { database: false, migrations: false, worker: false }
  }
}
