import { describe, expect, it } from 'vitest'
import { compoundType, fileNameFor, plainType, tidyFileName } from './media-type.ts'

describe('the name of an uploaded file', () => {
  it('is kept as it reads, without paths and tricks', () => {
    expect(tidyFileName('磋商文件（终稿）.pdf')).toBe('磋商文件（终稿）.pdf')
    expect(tidyFileName('C:\\work\\plan.docx')).toBe('plan.docx')
    expect(tidyFileName('../../etc/passwd')).toBe('passwd')
    expect(tidyFileName('a\u202Efdp.exe\r\n"x".pdf')).toBe('afdp.exex.pdf')
    expect(tidyFileName('.pdf')).toBe('file.pdf')
    expect(tidyFileName('')).toBe('file')
  })

  it('is not longer than a screen, and keeps its ending', () => {
    const tidy = tidyFileName(`${'长'.repeat(300)}.xlsx`)
    expect(Array.from(tidy).length).toBeLessThanOrEqual(120)
    expect(tidy).toMatch(/\.xlsx$/)
  })

  it('ends as its bytes are', () => {
    expect(fileNameFor('照片.JPG', 'image/jpeg')).toBe('照片.JPG')
    expect(fileNameFor('invoice.html', 'image/png')).toBe('invoice.html.png')
    expect(fileNameFor('报告', 'application/pdf')).toBe('报告.pdf')
    expect(fileNameFor('x.png\u202E.exe', 'image/png')).toBe('x.png.exe.png')
    const long = fileNameFor(`${'长'.repeat(300)}.exe`, 'text/csv')
    expect(long).toMatch(/\.csv$/)
    expect(Array.from(long).length).toBeLessThanOrEqual(120)
  })

  it('decides only where bytes cannot', () => {
    expect(compoundType('旧表.XLS')).toBe('application/vnd.ms-excel')
    expect(compoundType('tool.msi')).toBeUndefined()
    expect(plainType('data.csv')).toBe('text/csv')
    expect(plainType('page.html')).toBeUndefined()
  })
})
