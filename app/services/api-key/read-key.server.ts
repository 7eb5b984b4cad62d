import { hashOf } from '#app/services/account/store.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'

/**
 * The key that a program sent, while it holds and its maker's account does; undefined: it opens nothing. Writes the day of its last use,
 * once a day.
 */
export async function readKey(db: Db, key: string): Promise<{ id: string } | undefined> {
  const [row] = await db.$queryRaw<{ id: string; isFirstToday: boolean }[]>`
    SELECT k.id::text, k.last_used_on IS DISTINCT FROM today() AS "isFirstToday" FROM api_key k JOIN account a ON a.id = k.account_id
    WHERE k.key_hash = ${hashOf(key)} AND k.revoked_at IS NULL AND a.state = 'ACTIVE'`
  if (row === undefined) return undefined
  if (row.isFirstToday)
    // Revoked or used beside this: nothing is left to write.
    await db.$executeRaw`UPDATE api_key SET last_used_on = today()
      WHERE id = ${row.id}::uuid AND revoked_at IS NULL AND last_used_on IS DISTINCT FROM today()`
  return { id: row.id }
}
