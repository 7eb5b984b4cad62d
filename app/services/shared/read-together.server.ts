import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** One theme of a page: what is asked of the database, and what is made of the rows that come. */
export type Reading<View> = { readonly query: Prisma.Sql; readonly view: (rows: never[]) => View }

/** The rows come as JSON: instants and days as text, and fen must be asked for as text. */
export function reading<Row extends object>(query: Prisma.Sql): Reading<Row[]>
export function reading<View>(query: Prisma.Sql, view: (rows: never[]) => View): Reading<View>
export function reading(query: Prisma.Sql, view: (rows: never[]) => unknown = (rows) => rows): Reading<unknown> {
  return { query, view }
}

/** All themes of a page by one statement, each list in its own order: a page goes to the database once. */
export async function readAll<Views extends Record<string, unknown>>(
  db: Db | Tx,
  readings: { readonly [Name in keyof Views]: Reading<Views[Name]> },
): Promise<Views> {
  const named = Object.entries<Reading<unknown>>(readings)
  const lists = named.map(
    ([name, { query }]) =>
      Prisma.sql`(SELECT coalesce(json_agg(listed), '[]') FROM (${query}) listed) AS ${Prisma.raw(`"${name}"`)}`,
  )
  const [row] = await db.$queryRaw<[Record<string, never[]>]>(Prisma.sql`SELECT ${Prisma.join(lists)}`)
  return Object.fromEntries(named.map(([name, { view }]) => [name, view(row[name] ?? [])])) as Views
}

/** One theme by itself. */
export async function readOne<View>(db: Db | Tx, one: Reading<View>): Promise<View> {
  const { view } = await readAll<{ view: View }>(db, { view: one })
  return view
}

/** An instant as a row or as JSON has it. */
export type Instant = Date | string
/** As pages have it. */
export const instantText = (at: Instant): string => new Date(at).toISOString()
