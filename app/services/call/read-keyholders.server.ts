import type { Keyholder } from '#app/domain/call/keyholders.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

type Row = { account_id: string; name: string; is_escrow: boolean; has_key: boolean; is_nameable: boolean }

/** Who is named to hold the key of a call, the escrow last. */
export async function readKeyholders(db: Db | Tx, callId: string): Promise<(Keyholder & { accountId: string })[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM keyholders_of(${callId}::uuid) ORDER BY is_escrow, name, account_id`
  return rows.map((row) => ({
    accountId: row.account_id,
    name: row.name,
    isEscrow: row.is_escrow,
    hasKey: row.has_key,
    isNameable: row.is_nameable,
  }))
}
