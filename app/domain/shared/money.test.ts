import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, fenToYuanText, formatFen, formatWan, parseYuan, toFen } from './money.ts'

const anyFen = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(toFen)

describe('parseYuan', () => {
  it.each([
    ['0', 0n],
    ['1234', 123_400n],
    ['1234.5', 123_450n],
    [' 1234.05 ', 123_405n],
    ['1,234.50', 123_450n],
    ['486,000', 48_600_000n],
    ['９，９９９，９９９，９９９，９９９．９９', 999_999_999_999_999n],
    ['４８６，０００', 48_600_000n],
    ['1，234', 123_400n],
  ])('reads %s', (text, fen) => {
    expect(parseYuan(text)).toBe(fen)
  })

  it.each([
    '',
    '1.005',
    '1,23',
    '1,2345',
    ',123',
    '1234,567',
    '1.',
    '.5',
    '-1',
    '¥1',
    '1e3',
    '1。5',
    '12 000',
    '12345678901234',
    '١',
  ])('refuses %s', (text) => {
    expect(parseYuan(text)).toBeUndefined()
  })

  it('reads back what a form shows', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (fen) => {
        expect(parseYuan(fenToYuanText(toFen(fen)))).toBe(fen)
      }),
    )
  })
})

describe('allocate', () => {
  it('gives what is left over to the largest remainders, then to the earlier part', () => {
    expect(allocate(toFen(100n), [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(allocate(toFen(10n), [6n, 3n, 1n])).toEqual([6n, 3n, 1n])
    expect(allocate(toFen(-100n), [1n, 2n])).toEqual([-33n, -67n])
  })

  it('refuses weights that say nothing', () => {
    expect(() => allocate(toFen(1n), [0n, 0n])).toThrow(RangeError)
    expect(() => allocate(toFen(1n), [])).toThrow(RangeError)
    expect(() => allocate(toFen(1n), [2n, -1n])).toThrow(RangeError)
  })

  it('adds up, keeps each part within one fen of its share, and gives nothing to weight zero', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((weight) => weight > 0n))
    fc.assert(
      fc.property(anyFen, weights, (total, list) => {
        const parts = allocate(total, list)
        const sum = list.reduce((a, b) => a + b, 0n)
        expect(parts.reduce<bigint>((a, b) => a + b, 0n)).toBe(total)
        parts.forEach((part, index) => {
          const away = part * sum - total * (list[index] ?? 0n)
          expect(away < sum && away > -sum).toBe(true)
          if (list[index] === 0n) expect(part).toBe(0n)
        })
      }),
    )
  })
})

describe('formatting', () => {
  it.each([
    [123_450n, '¥1,234.50', '¥1,234.50'],
    [5n, '¥0.05', '¥0.05'],
    [-5n, '-¥0.05', '-¥0.05'],
    [1_234_567_890_123_456_789n, '¥12,345,678,901,234,567.89', '¥12,345,678,901,234,567.89'],
  ])('prints %s fen', (fen, zh, en) => {
    expect(formatFen(toFen(fen), 'zh-CN')).toBe(zh)
    expect(formatFen(toFen(fen), 'en')).toBe(en)
  })

  it.each([
    [48_600_000n, '48.60 万元', '¥486,000'],
    [1_000_000n, '1.00 万元', '¥10,000'],
    [999_999n, '9,999.99 元', '¥9,999.99'],
    [12_345_678n, '12.345678 万元', '¥123,456.78'],
    [-48_600_000n, '-48.60 万元', '-¥486,000'],
    [0n, '0.00 元', '¥0'],
  ])('says %s fen as people do', (fen, zh, en) => {
    expect(formatWan(toFen(fen), 'zh-CN')).toBe(zh)
    expect(formatWan(toFen(fen), 'en')).toBe(en)
  })

  it('shows every digit at any size', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        const digits = (text: string) => text.replace(/[^\d]/g, '')
        const whole = digits(fenToYuanText(fen))
        expect(digits(formatFen(fen, 'en'))).toBe(whole)
        expect(fenToYuanText(fen).startsWith('-')).toBe(fen < 0n)
      }),
    )
  })
})
