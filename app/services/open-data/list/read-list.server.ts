import { z } from 'zod'
import { cellOf } from '#app/domain/open-data/list/cells.ts'
import type { ListName } from '#app/domain/open-data/list/names.ts'
import { fieldsOf, type ListFilter, listItems, type ListRow } from '#app/domain/open-data/list/shapes.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { listSources } from './sources.server.ts'

/** `baseUrl`: of this site, without a slash at its end. */
export type ListAsk = { list: ListName; filter: ListFilter; now: Date; baseUrl: string }
type Found = { id: string; row: Record<string, unknown> }

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
      ${after === undefined ? Prisma.empty : Prisma.sql`AND ${id} < ${after}::uuid`} ORDER BY ${id} DESC LIMIT ${take + 1}`
  const shown = found.slice(0, take)
  return { rows: shown.map((each) => shapeRow(ask, each)), next: found.length > take ? shown.at(-1)?.id : undefined }
}

/** One row by its number or id; undefined where the list has none. */
export async function readListRow(db: Tx, ask: Omit<ListAsk, 'filter'>, key: string): Promise<ListRow | undefined> {
  const { from, id, key: keyOf, row, wanted } = listSources[ask.list]
  const [found] = await db.$queryRaw<Found[]>`
    SELECT ${id}::text AS id, jsonb_build_object(${row}) AS row FROM ${from}
    WHERE ${keyOf} = ${key} AND (${wanted({ filter: {}, now: ask.now, callId: undefined })})`
  return found === undefined ? undefined : shapeRow(ask, found)
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

/** Fen become yuan and paths addresses; anything but the fields of the list is a mistake of ours and goes to nobody. */
function shapeRow({ list, baseUrl }: Pick<ListAsk, 'list' | 'baseUrl'>, { row }: Found): ListRow {
  const written = { ...row }
  for (const [name, schema] of fieldsOf(list)) {
    const { type } = cellOf(schema)
    if (type === 'money') written[name] = fenToYuanText(toFen(BigInt(z.string().parse(row[name]))))
    if (type === 'address') written[name] = `${baseUrl}${z.string().parse(row[name])}`
  }
  return listItems[list].parse(written)
}
