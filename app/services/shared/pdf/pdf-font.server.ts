import { existsSync, readFileSync } from 'node:fs'

/** `family`: which face of a collection (.ttc). */
export type PdfFont = { bytes: Buffer; family: string | undefined }

/** Where Debian and its kin put fonts that have every character a receipt may need. */
const usual: readonly { path: string; family?: string }[] = [
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', family: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJKsc-Regular.otf' },
  { path: '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', family: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', family: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/adobe-source-han-sans/SourceHanSansSC-Regular.otf' },
  { path: '/usr/share/fonts/opentype/source-han-sans/SourceHanSansSC-Regular.otf' },
]

/**
 * The font that PDF files are set in: the one that is named (`path`, or `path#Face` of a collection), else the first of the usual
 * ones. Undefined when there is none: then there is no PDF, rather than one without its characters.
 */
export function findPdfFont(named: string | undefined): PdfFont | undefined {
  const [path = '', family] = named?.split('#') ?? []
  const chosen = named === undefined ? usual.find((font) => existsSync(font.path)) : { path, family }
  if (chosen === undefined || !existsSync(chosen.path)) return undefined
  const face = chosen.family ?? usual.find((font) => font.path === chosen.path)?.family
  return { bytes: readFileSync(chosen.path), family: face }
}
