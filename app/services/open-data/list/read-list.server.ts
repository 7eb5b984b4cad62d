import { z } from 'zod'
import { cellOf } from '#app/domain/open-data/list/cells.ts'
import type { FileName, ListName } from '#app/domain/open-data/list/names.ts'
import { fieldsOf, fileItems, type ListFilter, type ListRow } from '#app/domain/open-data/list/shapes.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { listSources } from './sources.server.ts'

/** `baseUrl`: of this site, without a slash at its end. */
export type ListAsk = { list: ListName; filter: ListFilter; now: Date; baseUrl: string }
export type RawRow = Readonly<Record<string, unknown>>
type Found = { id: string; row: RawRow }

/** A part of a list from behind the row `after` on, what was entered last first; `next` is where it goes on. One statement. */
export async function readListPart(
  db: Tx,
  ask: ListAsk,
  { after, take }: { after?: string | undefined; take: number },
): Promise<{ rows: ListRow[]; next: string | undefined }> {
  const { from, id, row } = listSources[ask.list]
  const callId = await callOf(db, ask.filter.call)
  const found = await db.$queryRaw<Found[]>`
    SELECT ${id}::text AS id, jsonb_build_object(${row}) AS row FROM ${from} WHERE (${listSources[ask.list].wanted({ ...ask, callId })})
      ${after === undefined ? Prisma.empty : Prisma.sql`AND ${id} < ${after}::uuid`} ORDER BY ${id} DESC LIMIT ${atMost(take + 1)}`
  const shown = found.slice(0, take)
  return {
    rows: shown.map(({ row: each }) => shapeRow(ask.list, ask.baseUrl, each)),
    next: found.length > take ? shown.at(-1)?.id : undefined,
  }
}

/** One row by its number or id; undefined where the list has none. */
export async function readListRow(db: Tx, ask: Omit<ListAsk, 'filter'>, key: string): Promise<ListRow | undefined> {
  const { from, id, key: keyOf, row, wanted } = listSources[ask.list]
  const [found] = await db.$queryRaw<Found[]>`
    SELECT ${id}::text AS id, jsonb_build_object(${row}) AS row FROM ${from}
    WHERE ${keyOf} = ${key} AND (${wanted({ filter: {}, now: ask.now, callId: undefined })})`
  return found === undefined ? undefined : shapeRow(ask.list, ask.baseUrl, found.row)
}

const partSize = 500

/** The list part by part, up to `max` rows: never more than a part is held. */
export async function* streamList(db: Tx, ask: ListAsk, max: number): AsyncGenerator<ListRow[]> {
  let [after, left]: [string | undefined, number] = [undefined, max]
  do {
    const part: Awaited<ReturnType<typeof readListPart>> = await readListPart(db, ask, {
      after,
      take: Math.min(partSize, left),
    })
    if (part.rows.length > 0) yield part.rows
    left -= part.rows.length
    after = part.next
  } while (after !== undefined && left > 0)
}

/** Organizations that may bid for a call; one that is not public narrows nothing, as on the page. */
async function callOf(db: Tx, callNo: string | undefined): Promise<string | undefined> {
  if (callNo === undefined) return undefined
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM public_call WHERE call_no = ${callNo}`
  return rows[0]?.id
}

/** Fen become yuan and paths addresses; anything but the fields of the file is a mistake of ours and goes to nobody. */
export function shapeRow(file: FileName, baseUrl: string, row: RawRow): ListRow {
  const written: Record<string, unknown> = { ...row }
  for (const [name, schema] of fieldsOf(file)) {
    const { type } = cellOf(schema)
    if (type === 'money' && row[name] !== null)
      written[name] = fenToYuanText(toFen(BigInt(z.string().parse(row[name]))))
    if (type === 'address') written[name] = `${baseUrl}${z.string().parse(row[name])}`
  }
  return fileItems[file].parse(written)
}
