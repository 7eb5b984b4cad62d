import { env } from '#app/env.server.ts'
import { findPdfFont, type PdfFont } from '#app/services/shared/pdf/pdf-font.server.ts'
import { contentDisposition } from './download.server.ts'

let found: { font: PdfFont | undefined } | undefined

/** The font that PDFs are set in, looked for once; undefined: this server makes none, and pages offer the browser's print. */
export const pdfFont = (): PdfFont | undefined => (found ??= { font: findPdfFont(env().pdf.font) }).font

/** A PDF made for one reader, to be saved. */
export const pdfResponse = (bytes: Uint8Array<ArrayBuffer>, name: string): Response =>
  new Response(bytes, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': contentDisposition(name),
      'Cache-Control': 'private, no-store',
    },
  })
