import { expect, it } from 'vitest'
import { formatRecoveryCode, readRecoveryCode } from './recovery-code.ts'

it('prints eighty bits in four groups, and reads them back however they are typed', () => {
  const code = formatRecoveryCode(Uint8Array.from([0, 1, 2, 3, 4, 5, 250, 251, 252, 253]))
  expect(code).toMatch(/^[A-HJKMNP-Z1-9]{4}(-[A-HJKMNP-Z1-9]{4}){3}$/)
  expect(readRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
  expect(readRecoveryCode('123456')).toBeUndefined()
})
