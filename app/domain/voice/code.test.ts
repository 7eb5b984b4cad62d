import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeOf, formatCode, parseCode } from './code.ts'

const bytes = fc.uint8Array({ minLength: 5, maxLength: 32 })

describe('a code', () => {
  test('is eight symbols of 40 bits, shown in two halves', () => {
    expect(formatCode(codeOf(Uint8Array.of(0, 0, 0, 0, 0)))).toBe('0000-0000')
    expect(formatCode(codeOf(Uint8Array.of(255, 255, 255, 255, 255)))).toBe('ZZZZ-ZZZZ')
    expect(formatCode(codeOf(Uint8Array.of(0, 0, 0, 0, 33)))).toBe('0000-0011')
  })

  test('is read back however it is typed', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('', '-', ' ', ' - ', '－', '—', '.'), fc.boolean(), (from, between, small) => {
        const code = codeOf(from)
        const typed = ` ${code.slice(0, 4)}${between}${code.slice(4)} `
        expect(parseCode(small ? typed.toLowerCase() : typed)).toBe(code)
        expect(parseCode(typed.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
        expect(parseCode(typed.replaceAll('0', 'O').replaceAll('1', 'I'))).toBe(code)
      }),
    )
    expect(parseCode('ａｂｃｄ－ｅｆｇｈ')).toBe('ABCDEFGH')
  })

  test('differs where the bits differ', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 5, maxLength: 5 }),
        fc.uint8Array({ minLength: 5, maxLength: 5 }),
        (a, b) => {
          expect(codeOf(a) === codeOf(b)).toBe(Buffer.from(a).equals(Buffer.from(b)))
        },
      ),
    )
  })

  test.each(['', 'ABCD', 'ABCD-EFGHJ', 'ABCD-EFGU', '满意满意满意满意', '<script>'])('%j cannot be one', (typed) => {
    expect(parseCode(typed)).toBeUndefined()
  })
})
