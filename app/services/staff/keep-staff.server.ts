import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }

const batch = 200

/** Whoever left so long ago that the rule of today keeps no name: the name goes, days, post, level and hours stay. Answers how many. */
export const keepStaff = (db: Db, { toldNow }: Options = {}): Promise<number> =>
  db.$transaction(async (tx) => {
    if (toldNow !== undefined)
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
    return tx.$executeRaw`
      UPDATE staff_member SET name = '', post_title = '', anonymized_at = clock(), version = version + 1
      WHERE id IN (SELECT m.id FROM staff_member m, staff_rule_on(today()) r
        WHERE m.anonymized_at IS NULL AND m.until_on IS NOT NULL AND (m.until_on + make_interval(months => r.keep_months))::date < today()
        ORDER BY m.until_on LIMIT ${atMost(batch)} FOR UPDATE OF m SKIP LOCKED)`
  })
