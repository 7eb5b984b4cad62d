import PDFDocument from 'pdfkit'
import type { PdfFont } from './pdf-font.server.ts'

/** What a document is made of, top to bottom; texts are the caller's, in the reader's language. */
export type PdfBlock =
  | { kind: 'title' | 'heading' | 'text' | 'note'; text: string }
  /** Names and what they are; a value may run over several lines. */
  | { kind: 'facts'; rows: readonly (readonly [name: string, value: string])[] }

export type PdfContent = {
  title: string
  lang: 'zh-CN' | 'en'
  blocks: readonly PdfBlock[]
  /** At the foot of every page, with its number. */
  foot: string
  madeAt: Date
}

const margin = 56
const nameWidth = 130
const gap = 12
const ink = '#1d2523'
const quiet = '#5a625f'
const line = '#d9ddda'
const sizes = { title: 20, heading: 13, text: 10.5, note: 9 } as const

/** An A4 document as bytes: calm, in one face, readable when printed in grey. */
export async function renderPdf(
  font: PdfFont,
  { title, lang, blocks, foot, madeAt }: PdfContent,
): Promise<Buffer<ArrayBuffer>> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: margin + 20 },
    bufferPages: true,
    lang,
    displayTitle: true,
    info: { Title: title, Producer: 'Commonweal', Creator: 'Commonweal', CreationDate: madeAt },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  if (font.family === undefined) doc.font(font.bytes)
  else doc.font(font.bytes, font.family)
  for (const block of blocks) {
    if (block.kind === 'facts') drawFacts(doc, block.rows)
    else drawText(doc, block)
  }
  numberPages(doc, foot)
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

const widthOf = (doc: PDFKit.PDFDocument) => doc.page.width - 2 * margin
const bottomOf = (doc: PDFKit.PDFDocument) => doc.page.height - doc.page.margins.bottom

function drawText(doc: PDFKit.PDFDocument, { kind, text }: Exclude<PdfBlock, { kind: 'facts' }>): void {
  if (kind === 'heading') doc.moveDown(0.8)
  doc
    .fontSize(sizes[kind])
    .fillColor(kind === 'note' ? quiet : ink)
    .text(text, margin, doc.y, { width: widthOf(doc), lineGap: 3 })
  doc.moveDown(kind === 'title' ? 0.6 : 0.5)
}

function drawFacts(doc: PDFKit.PDFDocument, rows: readonly (readonly [string, string])[]): void {
  const valueWidth = widthOf(doc) - nameWidth - gap
  for (const [name, value] of rows) {
    doc.fontSize(sizes.text)
    const height = Math.max(
      doc.heightOfString(name, { width: nameWidth, lineGap: 3 }),
      doc.heightOfString(value, { width: valueWidth, lineGap: 3 }),
    )
    if (doc.y + height + gap > bottomOf(doc)) doc.addPage()
    const top = doc.y
    doc.fillColor(quiet).text(name, margin, top, { width: nameWidth, lineGap: 3 })
    doc.fillColor(ink).text(value, margin + nameWidth + gap, top, { width: valueWidth, lineGap: 3 })
    const below = top + height + 4
    doc
      .moveTo(margin, below)
      .lineTo(margin + widthOf(doc), below)
      .lineWidth(0.5)
      .strokeColor(line)
      .stroke()
    doc.x = margin
    doc.y = below + 7
  }
  doc.moveDown(0.4)
}

function numberPages(doc: PDFKit.PDFDocument, foot: string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    // Below the text's own bottom: pdfkit would begin a new page for it.
    doc.page.margins.bottom = 0
    doc
      .fontSize(sizes.note)
      .fillColor(quiet)
      .text(`${foot} · ${page + 1} / ${count}`, margin, doc.page.height - margin, {
        width: widthOf(doc),
        lineBreak: false,
      })
  }
}
