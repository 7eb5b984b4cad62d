import type { Tx } from '#app/services/shared/db.server.ts'

// Advisory locks end with their transaction, so a process that dies leaves none behind.
const rebuilding = 'search:rebuild'

/** Rebuilding keeps every job out until the new indexes are in place: nothing is written to one about to be thrown away. */
export async function lockForRebuild(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS done FROM pg_advisory_xact_lock(hashtextextended(${rebuilding}, 0))`
}

/** False while an index is rebuilt. One job at a time per thing: the later one reads the later row. */
export async function lockForSync(tx: Tx, thing: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { free: boolean }[]
  >`SELECT pg_try_advisory_xact_lock_shared(hashtextextended(${rebuilding}, 0)) AS free`
  if (row?.free !== true) return false
  await tx.$queryRaw`SELECT 1 AS done FROM pg_advisory_xact_lock(hashtextextended(${`search:${thing}`}, 0))`
  return true
}
