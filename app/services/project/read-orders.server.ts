import { among } from '#app/services/shared/among.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { FundSource } from '#prisma/generated/enums.ts'

/** One source's payment of a tranche; `paymentRef` is null until it is released. */
export type Order = { source: FundSource; amountFen: bigint; paymentRef: string | null }

/** What each source pays of an accepted tranche, read off its hold in the ledger; always in the same order. One statement. */
export const readOrders = (db: Pick<Db, '$queryRaw'>, trancheId: string): Promise<Order[]> =>
  readOrdersOf(db, [trancheId])

/** The same of several tranches, one after another; one statement. */
export const readOrdersOf = (
  db: Pick<Db, '$queryRaw'>,
  trancheIds: readonly string[],
): Promise<(Order & { trancheId: string })[]> =>
  db.$queryRaw<(Order & { trancheId: string })[]>`
    SELECT t.id AS "trancheId", s.source::text AS source, -x.amount AS "amountFen", o.payment_ref AS "paymentRef"
    FROM tranche t JOIN project p ON p.id = t.project_id JOIN call c ON c.id = p.call_id
      JOIN ledger_posting x ON x.entry_id = t.hold_entry_id
      JOIN ledger_account a ON a.id = x.account_id AND a.code LIKE 'org:%'
      JOIN fund_share s ON s.fund_id = c.fund_id AND s.part = ledger_part(a.code)
      LEFT JOIN payment_order o ON o.tranche_id = t.id AND o.source = s.source
    WHERE t.id = ${among(trancheIds)} ORDER BY t.id, s.source`
