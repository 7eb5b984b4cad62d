import type { Db } from '#app/services/shared/db.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { inspectChains } from './inspect-chains.server.ts'

const rowsAtATime = 10_000

/** Every round: links what has been written, and after midnight in Beijing makes the day's digest and checks everything. */
export async function keepChains(db: Db): Promise<void> {
  const [linked] = await db.$queryRaw<{ rows: bigint }[]>`SELECT chain_advance(${rowsAtATime}::int) AS rows`
  const [due] = await db.$queryRaw<{ digest: boolean; inspection: boolean }[]>`
    SELECT NOT EXISTS (SELECT 1 FROM chain_digest WHERE day >= today()) AS digest,
      NOT EXISTS (SELECT 1 FROM chain_inspection WHERE inspected_at >= today()::timestamp AT TIME ZONE 'Asia/Shanghai') AS inspection`
  // What was there before there were chains is linked piece by piece; its digest waits for all of it.
  if (due === undefined || (linked?.rows ?? 0n) >= BigInt(rowsAtATime)) return
  if (due.digest) await db.$queryRaw`SELECT day::text FROM chain_digest_today()`
  if (!due.inspection) return
  const fault = await inspectChains(db)
  if (fault !== undefined) log.fatal({ ...fault }, 'the chain of the records is broken')
}
