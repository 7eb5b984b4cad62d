import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A city or a district that pictures may be narrowed to. */
export type PlaceOption = { code: string; name: string }

export const readPlaceOptions = ({ db, locale }: Pick<Context, 'db' | 'locale'>): Promise<PlaceOption[]> =>
  db.$queryRaw<PlaceOption[]>`
    SELECT code, CASE WHEN ${locale} = 'en' THEN name_en ELSE name_zh END AS name FROM region
    WHERE level IN ('CITY', 'DISTRICT') ORDER BY path`

/** Whatever lies in the place of that code or is it; `path` is a region's. Everything where no place is asked for. */
export const liesIn = (path: Prisma.Sql, code: string | null): Prisma.Sql =>
  code === null
    ? Prisma.sql`TRUE`
    : Prisma.sql`EXISTS (SELECT 1 FROM region h WHERE h.code = ${code} AND (${path} = h.path OR ${path} LIKE h.path || '/%'))`

/** What an address asks for: a code, or null. */
export const askedPlace = (text: string | null): string | null =>
  text !== null && /^\d{2,12}$/.test(text) ? text : null
