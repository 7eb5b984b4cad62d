/** The field by which a button adds or takes away a row of a repeating part (ui/form/rows.tsx); read by conform's parser. */
export const rowIntentField = '__intent__'

type RowIntent =
  | { type: 'insert'; payload: { name: string; defaultValue: Readonly<Record<string, string>> } }
  | { type: 'remove'; payload: { name: string; index: number } }

export const addRowIntent = (name: string, row: Readonly<Record<string, string>>): string =>
  JSON.stringify({ type: 'insert', payload: { name, defaultValue: row } } satisfies RowIntent)

export const removeRowIntent = (name: string, index: number): string =>
  JSON.stringify({ type: 'remove', payload: { name, index } } satisfies RowIntent)

const rowsName = /^[a-zA-Z]+$/

/** Only what our own buttons send: anything else is as if no button had been pressed. */
export function isRowIntent(text: FormDataEntryValue | null): boolean {
  if (typeof text !== 'string' || text.length > 500) return false
  try {
    const asked = JSON.parse(text) as Partial<RowIntent> | null
    const payload = asked?.payload
    if (asked?.type === 'insert') return rowsName.test(String(payload?.name))
    if (asked?.type !== 'remove' || payload === undefined || !('index' in payload)) return false
    return rowsName.test(payload.name) && Number.isInteger(payload.index)
  } catch {
    return false
  }
}
