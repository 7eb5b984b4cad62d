/** Where a list goes on: the sort key and the id of its last row, as one word for `?after=`. */
export type Cursor = { key: string; id: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const writeCursor = ({ key, id }: Cursor): string => `${key}~${id}`

/** Undefined for anything that no page of ours wrote. */
export function readCursor(text: string | null): Cursor | undefined {
  const [key = '', id = '', ...rest] = (text ?? '').split('~')
  return key === '' || key.length > 200 || !isId(id) || rest.length > 0 ? undefined : { key, id }
}

/** As cursor of a list sorted by its ids. */
export const readIdCursor = (text: string | null): string | undefined =>
  text !== null && isId(text) ? text : undefined

const isId = (text: string): boolean => text.length === 36 && uuid.test(text)

/** As cursor of a list sorted by an instant. */
export function readInstantCursor(text: string | null): { at: Date; id: string } | undefined {
  const cursor = readCursor(text)
  if (cursor === undefined) return undefined
  // Years of four digits: others PostgreSQL writes differently.
  const at = new Date(/^\d{4}-/.test(cursor.key) ? cursor.key : Number.NaN)
  return Number.isNaN(at.getTime()) ? undefined : { at, id: cursor.id }
}

export const pageRows = 20

/** One row more than a page was read: the page, and where the next one starts. */
export function pageOf<Row>(
  rows: readonly Row[],
  cursorOf: (row: Row) => Cursor,
): { rows: Row[]; next: string | undefined } {
  const page = rows.slice(0, pageRows)
  const last = page.at(-1)
  return { rows: page, next: rows.length > pageRows && last !== undefined ? writeCursor(cursorOf(last)) : undefined }
}
