import type { ListFilter } from '#app/domain/open-data/list/shapes.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Asked = { filter: ListFilter; now: Date; callId: string | undefined }

/**
 * Where a list's rows come from. `id` orders the rows; `key` is what one row is asked for by, as text. `row` is an object with the fields
 * of domain/open-data/list/items: amounts as text of fen, `url` as a path. Narrowed by the same condition as the list's page.
 */
export type Source = {
  from: Prisma.Sql
  id: Prisma.Sql
  key: Prisma.Sql
  row: Prisma.Sql
  wanted: (asked: Asked) => Prisma.Sql
}

/** Of a region `r` and a body `b`. */
export const region = Prisma.sql`'region', r.code, 'regionName', r.name_zh, 'regionNameEn', r.name_en`
export const body = Prisma.sql`'body', b.name_zh, 'bodyEn', b.name_en`
/** An instant as every program reads it. */
export const utc = (at: string) => Prisma.raw(`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
