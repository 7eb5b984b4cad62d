import { deflateRawSync } from 'node:zlib'
import writeWorkbook from 'write-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.server.ts'

const asFile = (bytes: Uint8Array | string, name = 'list.csv') => new File([bytes as BlobPart], name)
const cellsOf = async (bytes: Uint8Array | string, most = 50) => {
  const read = await readTable(asFile(bytes), most)
  return read.ok ? read.rows.map(({ cells }) => cells) : read.refusal.code
}
/** GB18030 as Excel writes it, without a library: two characters that the tests need. */
const gbk = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'ascii') : Buffer.from(part))))
const nameInGbk = [0xd0, 0xd5, 0xc3, 0xfb]

/** A zip of parts; `says`: what it claims a part's size to be. */
function zip(parts: readonly (readonly [name: string, text: string | Buffer])[], says?: number): Buffer {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of parts) {
    const plain = Buffer.from(text)
    const packed = deflateRawSync(plain)
    const head = (signature: number, extra: number) => {
      const bytes = Buffer.alloc(extra)
      bytes.writeUInt32LE(signature, 0)
      return bytes
    }
    const local = head(0x04034b50, 30)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(says ?? plain.length, 22)
    local.writeUInt16LE(name.length, 26)
    const central = head(0x02014b50, 46)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(says ?? plain.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(at, 42)
    directory.push(central, Buffer.from(name))
    chunks.push(local, Buffer.from(name), packed)
    at += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...chunks, listed, end])
}

const rows = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`
const workbook = (sheet: string, further: readonly (readonly [string, string])[] = [], properties = '') =>
  zip([
    [
      'xl/workbook.xml',
      `<workbook xmlns:r="r">${properties}<sheets><sheet name="hidden" state="hidden" r:id="r1"/><sheet name="list" r:id="r2"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="worksheets/sheet2.xml"/></Relationships>',
    ],
    ['xl/worksheets/sheet1.xml', rows('<row r="1"><c r="A1" t="inlineStr"><is><t>secret</t></is></c></row>')],
    ['xl/worksheets/sheet2.xml', sheet],
    ...further,
  ])
const styles =
  '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d"/><numFmt numFmtId="177" formatCode="0.00&quot;day&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>'

describe('a text with separators', () => {
  test.each([
    ['UTF-8', '姓名,岗位\r\n林晓,社工'],
    ['UTF-8 with its mark', '\uFEFF姓名,岗位\n林晓,社工\n'],
    ['semicolons', '姓名;岗位\n林晓;社工'],
    ['tabs, old line ends', '姓名\t岗位\r林晓\t社工'],
    ['a line that says it', 'sep=;\n姓名;岗位\n林晓;社工'],
    ['quotes', '"姓名","岗位"\n"林晓","社工"'],
  ])('%s', async (_, text) => {
    expect(await cellsOf(text)).toEqual([
      ['姓名', '岗位'],
      ['林晓', '社工'],
    ])
  })
  test('GB18030, as Excel in China writes it', async () => {
    expect(await cellsOf(gbk(nameInGbk, ',a\r\n', nameInGbk, ',b'))).toEqual([
      ['姓名', 'a'],
      ['姓名', 'b'],
    ])
  })
  test('UTF-16 by its mark', async () => {
    expect(await cellsOf(Buffer.from('\uFEFF姓名\t岗位', 'utf16le'))).toEqual([['姓名', '岗位']])
  })
  test('separators and line ends inside quotes belong to the cell', async () => {
    expect(await cellsOf('a;b\n"x,y,z;""1""\n2";c')).toEqual([
      ['a', 'b'],
      ['x,y,z;"1"\n2', 'c'],
    ])
  })
  test('rows keep their numbers, empty lines counted', async () => {
    const read = await readTable(asFile('a,b\n\n,\nc,d'), 50)
    expect(read).toMatchObject({
      ok: true,
      rows: [{ number: 1 }, { number: 2 }, { number: 3 }, { number: 4, cells: ['c', 'd'] }],
    })
  })
  test.each([
    ['a quote that is not closed', 'a,b\n"c,d', 'import.quote'],
    ['words behind a quote', 'a,b\n"c" d,e', 'import.quote'],
    ['no text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'import.not-a-table'],
    ['neither UTF-8 nor GB18030', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), 'import.not-a-table'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'import.old-workbook'],
    ['nothing', '', 'form.fileMissing'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await cellsOf(bytes)).toBe(code)
  })
  test('one row too many, and five megabytes', async () => {
    expect(await cellsOf('a\n'.repeat(6), 6)).toHaveLength(6)
    expect(await cellsOf('a\n'.repeat(7), 6)).toBe('import.too-many')
    expect(await cellsOf(Buffer.alloc(5 * 1024 * 1024 + 1, 0x61))).toBe('import.too-large')
  })
})

describe('a workbook', () => {
  test('as our own writer makes it: texts, days, numbers', async () => {
    const bytes = await writeWorkbook(
      [
        [{ value: '姓名' }, { value: '入职日期' }, { value: '电话' }],
        [
          { value: '林晓 & <伙伴>' },
          { value: new Date('2026-01-05T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
          { value: 13800138000, type: Number },
        ],
      ],
      { sheet: 'a' },
    ).toBuffer()
    expect(await cellsOf(bytes)).toEqual([
      ['姓名', '入职日期', '电话'],
      ['林晓 & <伙伴>', '2026-01-05', '13800138000'],
    ])
  })

  test('the first sheet that is seen, with days by their format, gaps, and no reading aids', async () => {
    const sheet = rows(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>46027</v></c><c r="D2" s="2"><v>46027.75</v></c><c r="E2" s="3"><v>46027</v></c></row>' +
        '<row r="5"><c r="B5" t="inlineStr"><is><t>a</t><t>b</t></is></c><c t="str"><f>1+1</f><v>two</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><v>1.38E+17</v></c><c><v>0.1</v></c><c><v>123456789012345678</v></c></row>',
    )
    const shared = '<sst><si><r><t>林</t></r><r><t>晓</t></r><rPh><t>lin xiao</t></rPh></si></sst>'
    const read = await readTable(
      asFile(
        workbook(sheet, [
          ['xl/sharedStrings.xml', shared],
          ['xl/styles.xml', styles],
        ]),
      ),
      50,
    )
    expect(read).toEqual({
      ok: true,
      rows: [
        { number: 2, cells: ['林晓', '', '2026-01-05', '2026-01-05', '46027'] },
        { number: 5, cells: ['', 'ab', 'two', 'true', '#N/A', '1.38E+17', '0.1', '123456789012345678'] },
      ],
    })
  })

  test('of a Macintosh that counts from 1904', async () => {
    const bytes = workbook(
      rows('<row><c s="1"><v>44565</v></c></row>'),
      [['xl/styles.xml', styles]],
      '<workbookPr date1904="1"/>',
    )
    expect(await cellsOf(bytes)).toEqual([['2026-01-05']])
  })

  test('a formula is never reckoned: what it last came to is what counts', async () => {
    const bytes = workbook(
      rows('<row><c t="str"><f>HYPERLINK("http://127.0.0.1/","x")</f><v>x</v></c><c><f>1/0</f></c></row>'),
    )
    expect(await cellsOf(bytes)).toEqual([['x', '']])
  })

  const outside = '<!DOCTYPE worksheet [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
  const bomb = Buffer.alloc(60 * 1024 * 1024, 0x20)
  test.each([
    ['a document type with an entity from outside', workbook(outside + rows('<row><c t="str"><v>&out;</v></c></row>'))],
    ['an entity that nobody declared', workbook(rows('<row><c t="str"><v>&out;</v></c></row>'))],
    ['a sheet that breaks off', workbook('<worksheet><sheetData><row>')],
    ['no workbook in it', zip([['a.txt', 'hello']])],
    ['half an archive', workbook(rows('')).subarray(0, 200)],
    ['a bomb', zip([['xl/workbook.xml', bomb]])],
    ['a bomb that says that it is small', zip([['xl/workbook.xml', bomb]], 100)],
    ['thousands of parts', zip(Array.from({ length: 600 }, (_, index) => [`xl/${index}.xml`, '<a/>'] as const))],
  ])('%s is refused', async (_, bytes) => {
    expect(await cellsOf(bytes)).toBe('import.broken-workbook')
  })

  test('a row too many', async () => {
    const many = rows('<row><c t="str"><v>a</v></c></row>'.repeat(7))
    expect(await cellsOf(workbook(many), 6)).toBe('import.too-many')
    expect(await cellsOf(workbook(many), 7)).toHaveLength(7)
  })
})
