import type { Counting } from '#app/domain/milestone/terms.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** An indicator, and what the activities of its milestone come to now; null where its figure is typed by hand. */
export type CountedIndicator = { id: string; counting: Counting; sum: number | null }

/** One statement; the sum is PostgreSQL's (activity_sum), which checks a report by the same. */
export const readCounted = (db: Db | Tx, milestoneId: string): Promise<CountedIndicator[]> =>
  db.$queryRaw<CountedIndicator[]>`
    SELECT id::text, counting::text, CASE WHEN counting <> 'TYPED' THEN activity_sum(milestone_id, counting) END AS sum
    FROM indicator WHERE milestone_id = ${milestoneId}::uuid ORDER BY position`
