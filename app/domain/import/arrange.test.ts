import { describe, expect, test } from 'vitest'
import { arrange, type Vocabulary } from './arrange.ts'
import type { ImportColumn } from './columns.ts'
import { hasLostDigits, isFailedCell, tidyCell, tidyDay, wordKey } from './tidy.ts'

const columns: ImportColumn[] = [
  { key: 'name', type: 'text', isRequired: true },
  { key: 'fromOn', type: 'day', isRequired: true },
  { key: 'post', type: 'choice', choices: ['HEAD', 'OTHER'] },
]
const vocabulary: Vocabulary = {
  headings: new Map(
    [
      ['Name', 'name'],
      ['From', 'fromOn'],
      ['Post', 'post'],
    ].map(([word = '', key = '']) => [wordKey(word), key]),
  ),
  words: new Map([['post', new Map([[wordKey('The head'), 'HEAD']])]]),
}
const lines = (...rows: string[][]) => rows.map((cells, index) => ({ number: index + 1, cells }))
const arranged = (...rows: string[][]) => arrange(lines(...rows), columns, vocabulary)

describe('rows under their headings', () => {
  test('in any order, however they are typed, below a title, with columns that mean nothing', () => {
    expect(
      arranged(
        ['Our people 2026'],
        [' ＦＲＯＭ ', 'shoe size', 'name (as in the contract) *', 'post'],
        ['2026/1/5', '38', ' Lin ', 'the HEAD'],
      ),
    ).toEqual({
      ok: true,
      ignored: ['shoe size'],
      rows: [{ number: 3, cells: { name: 'Lin', fromOn: '2026-01-05', post: 'HEAD' } }],
    })
  })
  test('a column that may be left out is empty, and so is a short row', () => {
    expect(arranged(['name', 'from'], ['Lin'], ['', ''])).toMatchObject({
      rows: [{ number: 2, cells: { name: 'Lin', fromOn: '', post: '' } }],
    })
  })
  test.each([
    ['no headings', [['Lin', '2026-01-05']], 'import.no-headings'],
    [
      'one twice',
      [
        ['name', 'from', 'Name'],
        ['a', 'b', 'c'],
      ],
      'import.heading-twice',
    ],
    [
      'one missing',
      [
        ['name', 'post'],
        ['a', 'b'],
      ],
      'import.heading-missing',
    ],
    [
      'nothing below',
      [
        ['name', 'from'],
        [' ', ''],
      ],
      'import.no-rows',
    ],
  ])('%s: refused', (_, rows, code) => {
    expect(arranged(...rows)).toMatchObject({ ok: false, refusal: { code, field: 'file' } })
  })
})

describe('cells', () => {
  test.each([
    ['2026-3-2', '2026-03-02'],
    ['2026/03/02', '2026-03-02'],
    ['2026.3.2', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['2026年3月2日', '2026-03-02'],
    ['2026-03-02 00:00:00', '2026-03-02'],
    ['46027', '2026-01-05'],
    ['2026-02-30', '2026-02-30'],
    ['3/2/2026', '3/2/2026'],
    ['soon', 'soon'],
  ])('the day %s is %s', (typed, day) => {
    expect(tidyDay(typed)).toBe(day)
  })
  test('a code loses its spaces and small letters, a telephone its full width', () => {
    expect(tidyCell('code', ' 5131 0000 mjk-0000000 ')).toBe('51310000MJK0000000')
    expect(tidyCell('phone', '１３８ 0013')).toBe('138 0013')
    expect(tidyCell('text', 'a\0b')).toBe('ab')
  })
  test('several choices, separated in any way', () => {
    const words = new Map([
      [wordKey('Elderly'), 'ELDERLY'],
      [wordKey('Legal aid'), 'LEGAL'],
    ])
    expect(tidyCell('many', 'elderly、Legal Aid; other', words)).toBe('ELDERLY,LEGAL,other')
  })
  test('the apostrophe by which our own files defuse a formula is taken off again', () => {
    expect(tidyCell('text', "'=1+1")).toBe('=1+1')
    expect(tidyCell('phone', "'+86 138")).toBe('+86 138')
    expect(tidyCell('text', "'tis")).toBe("'tis")
  })
  test('what a spreadsheet lost is seen', () => {
    expect(['1.38E+10', '9.1310000E+17', '5e18'].map(hasLostDigits)).toEqual([true, true, true])
    expect(['13800138000', '1.5', 'E5', '91310000MA1FL0XE17'].map(hasLostDigits)).toEqual([false, false, false, false])
    expect(['#N/A', '#ref!', '#1'].map(isFailedCell)).toEqual([true, true, false])
  })
})
