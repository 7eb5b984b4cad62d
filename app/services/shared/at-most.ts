import { Prisma } from '#prisma/generated/client.ts'

/**
 * How many rows, to stand after LIMIT: written out. Of a parameter PostgreSQL supposes a tenth of the table, so that the plan it could keep
 * looks dear, and it plans the statement anew at each asking: five milliseconds for a list that takes one. @throws RangeError unless a
 * whole number from 0.
 */
export const atMost = (rows: number): Prisma.Sql => {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new RangeError(`so many rows: ${String(rows)}`)
  return Prisma.raw(String(rows))
}
