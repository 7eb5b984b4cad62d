import type { Db } from '#app/services/shared/db.server.ts'
import { log } from '#app/services/shared/log.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). `most`: rows at a time. */
type Options = { toldNow?: Date; most?: number }

/**
 * Once a day: whatever is past its time is erased, by the dated rules of retention_rule, each batch in a transaction of its own. What was
 * cut off goes on in the next round. Answers how many rows went.
 */
export async function keepRetention(db: Db, { toldNow, most = 5000 }: Options = {}): Promise<number> {
  const step = <Row>(query: (tx: Pick<Db, '$queryRaw'>) => Promise<Row[]>) =>
    db.$transaction(
      async (tx) => {
        if (toldNow !== undefined)
          await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
        return query(tx)
      },
      { timeout: 60_000 },
    )
  const due = await step(
    (tx) => tx.$queryRaw<{ code: string }[]>`
      SELECT DISTINCT r.code FROM retention_rule r WHERE r.valid_from <= today()
        AND NOT EXISTS (SELECT 1 FROM retention_run n WHERE n.code = r.code AND n.day = today() AND n.finished_at IS NOT NULL) ORDER BY r.code`,
  )
  let erased = 0
  for (const { code } of due)
    for (let isMore = true; isMore;) {
      const [done] = await step(
        (tx) => tx.$queryRaw<{ count: bigint }[]>`SELECT retention_erase(${code}, ${most}::int) AS count`,
      )
      const count = Number(done?.count ?? 0n)
      erased += count
      isMore = count >= most
    }
  if (erased > 0) log.info({ erased }, 'what was past its time was erased')
  return erased
}
