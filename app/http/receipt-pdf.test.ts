import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { findPdfFont } from '#app/services/shared/pdf/pdf-font.server.ts'
import { renderPdf } from '#app/services/shared/pdf/render-pdf.server.ts'
import { receiptPdf } from './receipt-pdf.ts'

const receipt = {
  receiptNo: 'HZ-2026-00012',
  sealedAt: '2026-03-20T08:59:58.123Z',
  sealedBy: '法定代表人',
  sealedIn: 'BROWSER' as const,
  contentSha256: 'a'.repeat(64),
  envelopeSha256: 'b'.repeat(64),
}
const bid = {
  state: 'SEALED' as const,
  call: {
    id: 'c',
    callNo: 'GYH-2026-0021',
    title: '高龄独居老人居家照护服务',
    method: 'SMALL_PURCHASE',
    ceilingFen: '1',
    deadlineAt: '2026-03-20T09:00:00.000Z',
    isTaking: true,
    isSuspended: false,
    bodyZh: '区民政局',
    bodyEn: 'Civil Affairs Bureau',
  },
  organization: { id: 'o', name: '晴川社区服务中心' },
}
const now = new Date('2026-03-20T10:00:00Z')

test('a receipt on paper says everything the page says, to the second and in both languages', () => {
  const zh = receiptPdf(bid, receipt, { locale: 'zh-CN', now })
  const rows = zh.blocks.flatMap((block) => (block.kind === 'facts' ? block.rows.map(([, value]) => value) : []))
  expect(rows).toEqual([
    'HZ-2026-00012',
    '高龄独居老人居家照护服务\nGYH-2026-0021 · 区民政局',
    '2026年3月20日（星期五）17:00:00（北京时间）',
    '晴川社区服务中心',
    '2026年3月20日（星期五）16:59:58（北京时间）\n2026-03-20T08:59:58.123Z',
    '法定代表人',
    expect.stringContaining('浏览器') as string,
    'a'.repeat(64),
    'b'.repeat(64),
  ])
  const en = receiptPdf(bid, { ...receipt, sealedIn: 'SERVER' }, { locale: 'en', now })
  expect(JSON.stringify(en)).toContain('Friday 20 March 2026, 16:59:58 (Beijing time)')
})

const font = findPdfFont(undefined)

/** `fonts-noto-cjk` is what the tests install beside Chromium. */
test.skipIf(font === undefined)('it becomes a PDF with its own Chinese letters', async () => {
  if (font === undefined) return
  const bytes = await renderPdf(font, receiptPdf(bid, receipt, { locale: 'zh-CN', now }))
  const text = bytes.toString('latin1')
  expect(text.startsWith('%PDF-1.')).toBe(true)
  expect(text.trimEnd().endsWith('%%EOF')).toBe(true)
  expect(text).toMatch(/\/Lang \(zh-CN\)/)
  // The face is embedded, not hoped for; every letter maps back to its character.
  expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansCJKsc-Regular|\/FontFile3/)
  const maps = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })
  const unicode = maps.filter((map) => map.includes('beginbfrange') || map.includes('beginbfchar')).join('\n')
  for (const character of '照护回执') {
    const code = character.codePointAt(0)?.toString(16).padStart(4, '0') ?? ''
    expect(unicode.toLowerCase()).toContain(`<${code}>`)
  }
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
})

test('a named font that is not there is no font', () => {
  expect(findPdfFont('/no/such/font.otf')).toBeUndefined()
})
