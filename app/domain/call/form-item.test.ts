import { expect, test } from 'vitest'
import { addItem, changeItem, type FormItem, type FormItemTyped, moveItem, removeItem } from './form-item.ts'

const typed = (title: string, changes: Partial<FormItemTyped> = {}): FormItemTyped => ({
  kind: 'TEXT',
  title,
  hint: '',
  isRequired: true,
  maxChars: 500,
  options: [],
  columns: [],
  rowsMax: 10,
  shownIf: null,
  ...changes,
})
const must = (changed: ReturnType<typeof addItem>): FormItem[] => {
  if (!changed.ok) throw new Error(changed.refusal.code)
  return changed.items
}
const code = (changed: ReturnType<typeof addItem>) => (changed.ok ? 'ok' : changed.refusal.code)

const first = must(addItem([], typed('有分包吗', { kind: 'YES_NO' })))
const two = must(addItem(first, typed('分包给谁', { shownIf: { code: 'q1', answer: 'yes' } })))

test('an item keeps its code when others come and go', () => {
  expect(two.map((item) => item.code)).toEqual(['q1', 'q2'])
  const three = must(addItem(two, typed('其他')))
  expect(must(removeItem(three, 'q2')).map((item) => item.code)).toEqual(['q1', 'q3'])
  expect(must(moveItem(three, 'q3', 'up')).map((item) => item.code)).toEqual(['q1', 'q3', 'q2'])
  expect(must(moveItem(three, 'q1', 'up')).map((item) => item.code)).toEqual(['q1', 'q2', 'q3'])
})

test('a condition looks back, at an answer that can be given', () => {
  expect(code(moveItem(two, 'q2', 'up'))).toBe('application.condition')
  expect(code(removeItem(two, 'q1'))).toBe('application.condition')
  expect(code(changeItem(two, 'q1', typed('有分包吗')))).toBe('application.condition')
  expect(code(addItem(two, typed('x', { shownIf: { code: 'q1', answer: '也许' } })))).toBe('application.condition')
  expect(code(addItem(two, typed('x', { shownIf: { code: 'q2', answer: 'yes' } })))).toBe('application.condition')
})

test('a form ends somewhere, and an item keeps only what its kind has', () => {
  const table = typed('团队', { kind: 'ROWS', columns: ['姓名'], options: ['甲', '乙'] })
  const tables = must(addItem(must(addItem([], table)), table))
  expect(tables[0]?.options).toEqual([])
  expect(code(addItem(tables, table))).toBe('application.too-many-tables')
  const many = Array.from({ length: 20 }).reduce<FormItem[]>((items) => must(addItem(items, typed('x'))), [])
  expect(code(addItem(many, typed('x')))).toBe('application.too-many-items')
})
