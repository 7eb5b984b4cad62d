import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * Several lists by one statement, each in its own order: a page that needs four small ones goes to the database once. The rows come
 * as JSON: instants as text, and fen must be asked for as text.
 */
export async function readTogether<Rows extends Record<string, object>>(
  db: Db | Tx,
  queries: { readonly [Name in keyof Rows]: Prisma.Sql },
): Promise<{ [Name in keyof Rows]: Rows[Name][] }> {
  const lists = Object.entries<Prisma.Sql>(queries).map(
    ([name, query]) =>
      Prisma.sql`(SELECT coalesce(json_agg(listed), '[]') FROM (${query}) listed) AS ${Prisma.raw(`"${name}"`)}`,
  )
  const [row] = await db.$queryRaw<[{ [Name in keyof Rows]: Rows[Name][] }]>(Prisma.sql`SELECT ${Prisma.join(lists)}`)
  return row
}
