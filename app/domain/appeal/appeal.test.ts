import { parseWithZod } from '@conform-to/zod/v4'
import { describe, expect, it } from 'vitest'
import { missingIn } from './complete.ts'
import { formatGiverCode, giverCodeOf, parseGiverCode } from './giver-code.ts'
import { percentOf } from './progress.ts'
import { pledgeForm } from './schema.ts'

describe('percentOf', () => {
  it('is all only when all has come', () => {
    expect(percentOf(99_999n, 100_000n)).toBe(99)
    expect(percentOf(100_000n, 100_000n)).toBe(100)
    expect(percentOf(0n, 100_000n)).toBe(0)
  })
})

describe('a code', () => {
  it('is read as people write it', () => {
    const code = giverCodeOf(Uint8Array.from({ length: 32 }, (_, index) => index * 37))
    expect(code).toHaveLength(16)
    const written = formatGiverCode(code)
    expect(written).toMatch(/^.{4}-.{4}-.{4}-.{4}$/)
    expect(parseGiverCode(` ${written.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
    expect(parseGiverCode(written.slice(0, -1))).toBeUndefined()
    expect(parseGiverCode(`${written}0`)).toBeUndefined()
  })
})

describe('missingIn', () => {
  const whole = {
    approvalNo: '1',
    approvedByName: 'A',
    raiserLicence: '',
    partnerName: 'B',
    partnerLicence: '2',
    bankText: 'C',
  }
  it('asks for a licence of the raiser or of a partner', () => {
    expect(missingIn(whole)).toEqual([])
    expect(missingIn({ ...whole, partnerLicence: '' })).toEqual(['licence'])
    expect(missingIn({ ...whole, partnerName: '', partnerLicence: '', raiserLicence: '3' })).toEqual([])
    expect(missingIn({ ...whole, approvalNo: '', bankText: '' })).toEqual(['approval', 'bank'])
  })
})

describe('a promise as typed', () => {
  const typed = { key: '0190a1b2-0000-7000-8000-000000000000', amount: '100', name: '热心居民', phone: '138 0000 0000' }
  it('needs a way to return the money', () => {
    expect(pledgeForm.safeParse(typed).success).toBe(true)
    expect(pledgeForm.safeParse({ ...typed, phone: '' }).success).toBe(false)
    // As a page's form is read: an empty field comes as nothing at all.
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...typed, email: '' })) form.set(name, value)
    expect(parseWithZod(form, { schema: pledgeForm }).status).toBe('success')
    expect(pledgeForm.safeParse({ ...typed, phone: '', email: 'a@example.cn' }).success).toBe(true)
    expect(pledgeForm.safeParse({ ...typed, email: 'nobody' }).success).toBe(false)
  })
  it('is a sum that somebody can give', () => {
    for (const amount of ['0', '-5', '0.5', '1e9', '99999999999999', '100.005', ''])
      expect(pledgeForm.safeParse({ ...typed, amount }).success, amount).toBe(false)
  })
})
