import type { Day } from '#app/domain/shared/day.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** Which of these organizations are on a list that bars them from this on that day. PostgreSQL refuses by the same rule. */
export async function readBarred(
  db: Pick<Db | Tx, '$queryRaw'>,
  organizationIds: readonly string[],
  use: 'BID' | 'AWARD',
  on: Day,
): Promise<Set<string>> {
  if (organizationIds.length === 0) return new Set()
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT o.id::text FROM unnest(${[...organizationIds]}::uuid[]) o(id) WHERE credit_effect_on(o.id, ${use}, ${on}::date) = 'BAR'`
  return new Set(rows.map(({ id }) => id))
}
