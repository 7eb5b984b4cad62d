import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { readXlsx } from '#app/services/import/table/read-xlsx.server.ts'
import { type SheetCell, workbookStream } from './xlsx-stream.server.ts'

const now = new Date('2026-03-02T01:30:00Z')
const only = (parts: SheetCell[][][]) => [
  {
    name: '名录: A/B',
    widths: Array.from({ length: 28 }, () => 10),
    headings: Array.from({ length: 28 }, (_, index) => `第${index + 1}列`),
    parts,
  },
]
const read = async (parts: SheetCell[][][]) => {
  const file = await readXlsx(await buffer(workbookStream(only(parts), now)), 100_000)
  if (!file.ok) throw new Error(file.refusal.code)
  return file.rows
}

it('is read back as it was written: texts are never formulas, amounts and days are numbers', async () => {
  const rows = await read([
    [['=1+1', '<a> & "b"\u0007', null, { number: '0.10', style: 'money' }, { number: '46083', style: 'day' }]],
    [[...Array.from({ length: 27 }, () => null), '最后一列']],
  ])
  expect(rows.map(({ cells }) => [...cells].filter((cell) => cell !== ''))).toEqual([
    Array.from({ length: 28 }, (_, index) => `第${index + 1}列`),
    ['=1+1', '<a> & "b"', '0.1', '2026-03-02'],
    ['最后一列'],
  ])
  expect(rows[2]?.cells[27]).toBe('最后一列')
})

it('goes out while its rows are read', async () => {
  let asked = 0
  const many = {
    name: 'many',
    widths: [10],
    headings: ['n'],
    parts: (function* () {
      for (; asked < 2000; asked += 1) yield Array.from({ length: 100 }, () => [`${asked} ${Math.sin(asked)}`])
    })(),
  }
  const stream = workbookStream([many], now)
  for await (const _chunk of stream) {
    if (asked > 10) break
  }
  expect(asked).toBeGreaterThan(10)
  expect(asked).toBeLessThan(2000)
})
