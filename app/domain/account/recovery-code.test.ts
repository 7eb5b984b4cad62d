import { expect, it } from 'vitest'
import { formatRecoveryCode, readRecoveryCode, recoveryCodeBytes } from './recovery-code.ts'

it('prints 120 bits in six groups, and reads them back however they are typed', () => {
  const bytes = Array.from({ length: recoveryCodeBytes }, (_, at) => (at * 83) % 256)
  const code = formatRecoveryCode(Uint8Array.from(bytes))
  // Each bit counts.
  for (let bit = 0; bit < recoveryCodeBytes * 8; bit += 1) {
    const other = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
    expect(formatRecoveryCode(Uint8Array.from(other))).not.toBe(code)
  }
  expect(code).toMatch(/^[A-HJKMNP-Z1-9]{4}(-[A-HJKMNP-Z1-9]{4}){5}$/)
  expect(readRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
  expect(readRecoveryCode('123456')).toBeUndefined()
})

it('reads codes of four groups, which were printed before', () => {
  expect(readRecoveryCode('abcd efgh jkmn pqrs')).toBe('ABCD-EFGH-JKMN-PQRS')
})
