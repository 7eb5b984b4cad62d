import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }

const batch = 200

/** Whoever has not signed up for so long that the rule keeps no name: name and contact go, hours stay. Answers how many. */
export const keepVolunteers = (db: Db, { toldNow }: Options = {}): Promise<number> =>
  db.$transaction(async (tx) => {
    if (toldNow !== undefined)
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
    return tx.$executeRaw`
      UPDATE volunteer SET name = '', contact_sealed = NULL, mark = NULL, account_id = NULL, anonymized_at = clock(), version = version + 1
      WHERE id IN (SELECT v.id FROM volunteer v, volunteer_rule_on(today()) r
        WHERE v.anonymized_at IS NULL AND v.recorded_at < clock() - make_interval(months => r.keep_months)
          AND NOT EXISTS (SELECT 1 FROM volunteer_signup s JOIN callout c ON c.id = s.callout_id
            WHERE s.volunteer_id = v.id AND greatest(s.signed_up_at, c.ends_at) >= clock() - make_interval(months => r.keep_months))
        ORDER BY v.id LIMIT ${atMost(batch)} FOR UPDATE OF v SKIP LOCKED)`
  })
