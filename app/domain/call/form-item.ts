import { type Outcome, ok, refuse } from '../shared/outcome.ts'

export const formItemKinds = ['TEXT', 'NUMBER', 'DATE', 'YES_NO', 'CHOICE', 'FILE', 'ROWS'] as const
export type FormItemKind = (typeof formItemKinds)[number]

/** One thing that a call's application form (申报表) asks of a bid. Frozen with the call. */
export type FormItem = {
  /** q1, q2, …: stays when the items are put in another order. */
  code: string
  kind: FormItemKind
  title: string
  hint: string
  isRequired: boolean
  /** Of a text, in characters. */
  maxChars: number
  /** Of a choice. */
  options: readonly string[]
  /** Of rows, and how many of those at most. */
  columns: readonly string[]
  rowsMax: number
  /** Asked only when an earlier yes-or-no item or choice has this answer: yes, no, or one of the options. */
  shownIf: { code: string; answer: string } | null
}
export type FormItemTyped = Omit<FormItem, 'code'>

/** As many fields as one form of the site may send leave room for all of them (http/form-names.ts). */
export const formLimits = { items: 20, tables: 2, options: 10, columns: 6, rows: 20, cell: 200 } as const

/** The answers that another item may wait for; empty where it cannot. */
export const answersToWaitFor = ({ kind, options }: Pick<FormItem, 'kind' | 'options'>): readonly string[] =>
  kind === 'YES_NO' ? ['yes', 'no'] : kind === 'CHOICE' ? options : []

type Changed = Outcome<{ items: FormItem[] }>

/** Whether the items can be a form: conditions look back at answers that can be given, and it is not too long. */
function checked(items: FormItem[]): Changed {
  if (items.length > formLimits.items) return refuse('application.too-many-items', { data: { max: formLimits.items } })
  if (items.filter(({ kind }) => kind === 'ROWS').length > formLimits.tables)
    return refuse('application.too-many-tables', { field: 'kind', data: { max: formLimits.tables } })
  for (const [index, { title, shownIf }] of items.entries()) {
    if (shownIf === null) continue
    const asked = items.slice(0, index).find(({ code }) => code === shownIf.code)
    if (asked === undefined || !answersToWaitFor(asked).includes(shownIf.answer))
      return refuse('application.condition', { data: { title } })
  }
  return ok({ items })
}

const nextCode = (items: readonly FormItem[]): string =>
  `q${Math.max(0, ...items.map(({ code }) => Number(code.slice(1)))) + 1}`

/** Only what its kind has is kept of an item. */
const tidied = (item: FormItem): FormItem => ({
  ...item,
  options: item.kind === 'CHOICE' ? item.options : [],
  columns: item.kind === 'ROWS' ? item.columns : [],
})

export const addItem = (items: readonly FormItem[], typed: FormItemTyped): Changed =>
  checked([...items, tidied({ ...typed, code: nextCode(items) })])

export function changeItem(items: readonly FormItem[], code: string, typed: FormItemTyped): Changed {
  if (!items.some((item) => item.code === code)) return refuse('not-found')
  return checked(items.map((item) => (item.code === code ? tidied({ ...typed, code }) : item)))
}

export function removeItem(items: readonly FormItem[], code: string): Changed {
  if (!items.some((item) => item.code === code)) return refuse('not-found')
  return checked(items.filter((item) => item.code !== code))
}

/** One place up or down; at the end of the list it stays. */
export function moveItem(items: readonly FormItem[], code: string, to: 'up' | 'down'): Changed {
  const from = items.findIndex((item) => item.code === code)
  const moved = items[from]
  if (moved === undefined) return refuse('not-found')
  const others = items.filter((item) => item.code !== code)
  const at = Math.min(others.length, Math.max(0, from + (to === 'up' ? -1 : 1)))
  return checked(others.toSpliced(at, 0, moved))
}
