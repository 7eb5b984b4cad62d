import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { releaseProcess } from './release-process.server.ts'

const batchSize = 500
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Writes what is missing: of every public call, or with `onlyNew` of those that have no release yet. May run beside the site and as often
 * as one likes; where nothing is missing it writes nothing.
 */
export async function releaseAll(
  db: Db,
  now: Date,
  { onlyNew = false } = {},
): Promise<{ calls: number; releases: number }> {
  let [calls, releases, after]: [number, number, string | undefined] = [0, 0, firstId]
  while (after !== undefined) {
    const rows: { id: string }[] = await db.$queryRaw`
      SELECT c.id FROM public_call c WHERE c.id > ${after}::uuid
        AND (NOT ${onlyNew} OR NOT EXISTS (SELECT 1 FROM open_release r WHERE r.call_id = c.id)) ORDER BY c.id LIMIT ${atMost(batchSize)}`
    for (const { id } of rows) releases += await releaseProcess(db, id, now)
    calls += rows.length
    after = rows[batchSize - 1]?.id
  }
  return { calls, releases }
}

/** With a connection of its own. */
export async function releaseAllOf(
  databaseUrl: string,
  now: Date,
  options: { onlyNew?: boolean } = {},
): Promise<{ calls: number; releases: number }> {
  const db = createDb(databaseUrl, 2)
  try {
    return await releaseAll(db, now, options)
  } finally {
    await db.$disconnect()
  }
}
