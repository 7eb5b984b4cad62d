import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { Fund, FundSource } from '#prisma/generated/client.ts'

export async function lockFund(tx: Tx, id: string): Promise<Fund | null> {
  await tx.$queryRaw`SELECT id FROM fund WHERE id = ${id}::uuid FOR UPDATE`
  return tx.fund.findUnique({ where: { id } })
}

/** What is left of a year's money, source by source; money of older years is spent first. */
export const readLeft = (
  db: Pick<Db | Tx, '$queryRaw'>,
  fundId: string,
  year: number,
): Promise<{ source: FundSource; leftFen: bigint }[]> =>
  db.$queryRaw<{ source: FundSource; leftFen: bigint }[]>`
    SELECT source::text AS source, left_fen AS "leftFen" FROM fund_year_left(${fundId}::uuid, ${year}::int) ORDER BY source`
