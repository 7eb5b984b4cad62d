import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRetrievalCode, retrievalCodeFrom } from './retrieval-code.ts'

const anyCode = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(retrievalCodeFrom)

test('five groups of four, of letters that are hard to misread', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
    }),
  )
})

test('a code is read however it was copied down', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(readRetrievalCode(code)).toBe(code)
      expect(readRetrievalCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
      expect(readRetrievalCode(code.replaceAll('0', 'O').replaceAll('1', 'l').replaceAll('-', '－'))).toBe(code)
    }),
  )
})

test.each(['', '7K3M', 'U'.repeat(20), '0'.repeat(21), `${'0'.repeat(19)}!`])('%s is no code', (typed) => {
  expect(readRetrievalCode(typed)).toBeUndefined()
})

test('a code needs all its random bytes', () => {
  expect(() => retrievalCodeFrom(new Uint8Array(19))).toThrow(RangeError)
})
