import { describe, expect, test } from 'vitest'
import type { FormItem } from '../call/form-item.ts'
import { answeredCount, asSealed, formProblems, formToKeep, itemsShown } from './application-form.ts'
import { type BidContent, bidContent, emptyContent } from './content.ts'
import { canonicalContent } from './envelope.ts'

const item = (code: string, changes: Partial<FormItem> = {}): FormItem => ({
  code,
  kind: 'TEXT',
  title: code,
  hint: '',
  isRequired: true,
  maxChars: 10,
  options: [],
  columns: [],
  rowsMax: 3,
  shownIf: null,
  ...changes,
})
const items = [
  item('q1', { kind: 'YES_NO' }),
  item('q2', { shownIf: { code: 'q1', answer: 'yes' } }),
  item('q3', { kind: 'CHOICE', options: ['上门', '到点'], shownIf: { code: 'q1', answer: 'yes' } }),
  item('q4', { kind: 'FILE', shownIf: { code: 'q3', answer: '上门' } }),
  item('q5', { kind: 'ROWS', columns: ['姓名', '证书'], isRequired: false }),
]
const file = {
  fileId: '019a0000-0000-7000-8000-000000000001',
  name: 'a.pdf',
  size: 1,
  mediaType: 'x',
  sha256: 's',
  key: 'k',
}
const content = (form: BidContent['form'], files: BidContent['files'] = []): BidContent => ({
  ...emptyContent,
  files,
  ...(form === undefined ? {} : { form }),
})
const codes = (form: BidContent['form'], files: BidContent['files'] = []) =>
  formProblems(items, content(form, files)).map(({ code, at, data }) => `${code} ${at ?? ''}${data['row'] ?? ''}`)
const shown = (form: BidContent['form']) => itemsShown(items, form).map(({ code }) => code)

describe('a conditional item', () => {
  test('is asked only when the earlier one has its answer, and so is what waits for it', () => {
    expect(shown({})).toEqual(['q1', 'q5'])
    expect(shown({ q1: 'yes' })).toEqual(['q1', 'q2', 'q3', 'q5'])
    expect(shown({ q1: 'yes', q3: '上门' })).toEqual(['q1', 'q2', 'q3', 'q4', 'q5'])
    // An answer left over from before does not bring back what hangs on it.
    expect(shown({ q1: 'no', q3: '上门' })).toEqual(['q1', 'q5'])
  })

  test('that is not asked is neither required nor sealed, nor is its file', () => {
    expect(codes({ q1: 'no' })).toEqual([])
    expect(codes({ q1: 'yes' })).toEqual(['form-missing q2', 'form-missing q3'])
    const full = content({ q1: 'yes', q2: '甲', q3: '上门', q4: file.fileId }, [file])
    expect(formProblems(items, full)).toEqual([])
    expect(asSealed(full, items)).toEqual(full)
    const hidden = content({ ...full.form, q1: 'no' }, [file])
    expect(asSealed(hidden, items)).toEqual(content({ q1: 'no' }))
  })
})

test('every answer is in order: length, number, day, option, rows', () => {
  const of = (changes: Partial<FormItem>, answer: string | string[][]) =>
    formProblems([item('q1', changes)], content({ q1: answer })).map(({ code }) => code)
  expect(of({}, '十个字十个字十个字一')).toEqual([])
  expect(of({}, '十个字十个字十个字一二')).toEqual(['form-too-long'])
  expect(of({ kind: 'NUMBER' }, '-12.5')).toEqual([])
  expect(of({ kind: 'NUMBER' }, '约三百')).toEqual(['form-number'])
  expect(of({ kind: 'DATE' }, '2026-02-29')).toEqual(['form-date'])
  expect(of({ kind: 'YES_NO' }, '也许')).toEqual(['form-choice'])
  expect(of({ kind: 'CHOICE', options: ['甲', '乙'] }, '丙')).toEqual(['form-choice'])
  const table = { kind: 'ROWS', columns: ['姓名', '证书'] } as const
  expect(of(table, [['张', '社工']])).toEqual([])
  expect(of(table, [['张', ''], ['李']])).toEqual(['form-row-incomplete', 'form-row-incomplete'])
  expect(
    of(
      table,
      Array.from({ length: 4 }, () => ['张', '社工']),
    ),
  ).toEqual(['form-too-many-rows'])
  // A file that is not among the bid's files is none.
  expect(of({ kind: 'FILE' }, file.fileId)).toEqual(['form-missing'])
})

test('what is typed is kept as typed, empty rows left out, files as they were', () => {
  const kept = formToKeep(
    items,
    { form: { q1: ' yes ', q2: ' 甲\n', q9: 'x' }, rows: { q5: [{ c1: '张', c2: '' }, { c1: ' ' }] } },
    { q4: file.fileId },
  )
  expect(kept).toEqual({ q1: 'yes', q2: ' 甲\n', q3: '', q4: file.fileId, q5: [['张', '']] })
  expect(answeredCount(items, kept)).toEqual({ answered: 3, of: 4 })
})

test('a bid from before there were forms reads as it was, to the letter', () => {
  const old = { answers: { c1: '甲' }, budgetLines: [], priceFen: null, files: [] }
  expect(bidContent.parse(old)).toEqual(old)
  expect(canonicalContent(asSealed(bidContent.parse(old), []))).toBe(canonicalContent(old))
})
