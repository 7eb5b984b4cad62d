/** The field by which a button adds or takes away a row of a repeating part (ui/form/rows.tsx); read by conform's parser. */
export const rowIntentField = '__intent__'

type RowIntent =
  | { type: 'insert'; payload: { name: string; defaultValue: Readonly<Record<string, string>> } }
  | { type: 'remove'; payload: { name: string; index: number } }

export const addRowIntent = (name: string, row: Readonly<Record<string, string>>): string =>
  JSON.stringify({ type: 'insert', payload: { name, defaultValue: row } } satisfies RowIntent)

export const removeRowIntent = (name: string, index: number): string =>
  JSON.stringify({ type: 'remove', payload: { name, index } } satisfies RowIntent)

/** `lines`, or `rows.q3` where one form holds several. */
const rowsName = /^([a-zA-Z]+)(\.q\d{1,3})?$/

/**
 * Only what our own buttons send, about rows that this form has: anything else is as if no button had been pressed. `names` are
 * the fields that came with it.
 */
export function isRowIntent(text: FormDataEntryValue | null, names: readonly string[]): boolean {
  if (typeof text !== 'string' || text.length > 500) return false
  try {
    const asked = JSON.parse(text) as Partial<RowIntent> | null
    const payload = asked?.payload
    const found = typeof payload?.name === 'string' ? rowsName.exec(payload.name) : null
    if (payload === undefined || found === null) return false
    // A field of that name is no list, and every object has a constructor.
    const [, top = ''] = found
    if ([payload.name, top].some((name) => names.includes(name) || name in {})) return false
    if (names.some((name) => name.startsWith(`${payload.name}.`))) return false
    if (payload.name !== top && names.some((name) => name.startsWith(`${top}[`))) return false
    if (asked?.type === 'insert') return true
    return asked?.type === 'remove' && 'index' in payload && Number.isInteger(payload.index) && payload.index >= 0
  } catch {
    return false
  }
}
