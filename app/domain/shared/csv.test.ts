import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '#tests/support/read-csv.ts'
import { csvText } from './csv.ts'

describe('csvText', () => {
  it('begins with the mark, ends each row with CRLF, and quotes what must be', () => {
    expect(
      csvText([
        ['日期', '摘要'],
        [{ plain: '2026-03-01' }, '甲,"乙"'],
      ]),
    ).toBe('\uFEFF日期,摘要\r\n2026-03-01,"甲,""乙"""\r\n')
  })

  it.each(['=1+1', '+86 21', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1+1', '＋1', '－1', '＠x'])('defuses %j', (text) => {
    expect(readCsv(csvText([[text]]))).toEqual([[`'${text}`]])
  })

  it('leaves amounts and harmless texts alone', () => {
    expect(readCsv(csvText([[{ plain: '-12.50' }, '闵财预〔2026〕18号', 'a-b=c']]))).toEqual([
      ['-12.50', '闵财预〔2026〕18号', 'a-b=c'],
    ])
  })

  it('is read back as it was written, and no cell of text is a formula', () => {
    const character = fc.constantFrom(...Array.from('=+-@＝，a1 汇"\',\r\n\t\u3000😀'))
    const cell = fc.string({ unit: character, maxLength: 8 })
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(table, (rows) => {
        const back = readCsv(csvText(rows))
        rows.forEach((row, at) => {
          row.forEach((cell, column) => {
            expect([cell, `'${cell}`]).toContain(back[at]?.[column])
          })
        })
        for (const cell of back.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      }),
    )
  })
})
