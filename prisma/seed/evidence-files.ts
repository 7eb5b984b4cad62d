import { deflateSync } from 'node:zlib'
import type { Chance } from './chance.ts'

// Small true files, made here: a table, a page and a picture. Nothing in them is about anybody.

/** An attendance table as a spreadsheet opens it: with the mark that tells it the text is UTF-8. */
export function attendanceCsv(rows: number, place: string, chance: Chance, from: Date): Buffer {
  const lines = ['日期,服务点,开始,结束,人次,记录人']
  for (let index = 0; index < rows; index += 1) {
    const day = new Date(from.getTime() + index * 2 * 86_400_000).toISOString().slice(0, 10)
    const hour = chance.whole(8, 15)
    lines.push(
      `${day},${place}第${chance.whole(1, 4)}服务点,${hour}:00,${hour + 2}:00,${chance.whole(8, 42)},记录员${chance.pick(['甲', '乙', '丙'])}`,
    )
  }
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8')
}

/** One A4 page with Chinese text in the reader's own Song typeface (STSong-Light is part of every PDF reader). */
export function onePagePdf(title: string, lines: readonly string[]): Buffer {
  const hex = (text: string) => {
    const bytes = Buffer.from(text, 'utf16le').swap16()
    return `<${bytes.toString('hex').toUpperCase()}>`
  }
  const content = [
    'BT /F1 18 Tf 60 770 Td',
    `${hex(title)} Tj`,
    '/F1 11 Tf 0 -14 Td',
    ...lines.map((line) => `0 -22 Td ${hex(line)} Tj`),
    'ET',
  ].join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${Buffer.byteLength(content)} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const at = Buffer.byteLength(text)
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = Buffer.byteLength(text)
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  text += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** A picture without people: bands of colour, as a stand-in for a photograph of a place. */
export function bandsPng(chance: Chance, width = 480, height = 320): Buffer {
  const bands = Array.from(
    { length: 6 },
    () => [chance.whole(150, 235), chance.whole(160, 230), chance.whole(170, 235)] as const,
  )
  const raw = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y += 1) {
    const band = bands[Math.floor((y / height) * bands.length)] ?? ([200, 200, 200] as const)
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      const shade = Math.floor((x / width) * 24)
      band.forEach((value, channel) => (raw[at + channel] = value - shade))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
