import { describe, expect, it } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
import { checkPassword, checkTypedPassword } from './password.ts'

const codeOf = (password: string, about: string[] = []) => {
  const outcome = checkPassword(password, about)
  return outcome.ok ? 'ok' : outcome.refusal.code
}

describe('a password', () => {
  it('has at least ten characters, counted as people count them', () => {
    expect(codeOf('kvantum-9')).toBe('account.password-short')
    expect(codeOf('kvantum-99')).toBe('ok')
    expect(codeOf('静'.repeat(3) + '水流深深几许夜归人')).toBe('ok')
    expect(codeOf('a1b2'.repeat(33))).toBe('account.password-long')
  })

  it('needs no capital, digit or sign', () => {
    expect(codeOf('correct horse battery staple')).toBe('ok')
    expect(codeOf('yuanfangyoushanhe')).toBe('ok')
  })

  it('is none of those tried first', () => {
    for (const common of [
      '1234567890',
      'Qwertyuiop',
      'woaini1314',
      '5201314520',
      'PASSWORD123',
      'aaaaaaaaaaaa',
      'abababababab',
      'abcdefghijkl',
      '12345678901',
      '32109876543',
    ])
      expect(codeOf(common), common).toBe('account.password-common')
    expect(commonPasswords.size).toBeGreaterThan(180)
  })

  it('is more than the house, the name or the address', () => {
    expect(codeOf('gongyihui2026')).toBe('account.password-context')
    expect(codeOf('Commonweal!123')).toBe('account.password-context')
    expect(codeOf('chenyuqing88', ['chenyuqing@example.cn'])).toBe('account.password-context')
    expect(codeOf('chenyuqing88')).toBe('ok')
    expect(codeOf('gongyihui walks slowly uphill')).toBe('ok')
  })

  it('is the same for full-width digits as for plain ones', () => {
    expect(codeOf('１２３４５６７８９０')).toBe('account.password-common')
  })
})

it('of a form that is not right yet, says what is wrong with the password too, and nothing while there is none', () => {
  expect(checkTypedPassword({ password: '123', email: 'not an address' })).toMatchObject({
    refusal: { code: 'account.password-short', field: 'password' },
  })
  expect(checkTypedPassword({ password: 'quiet river stones' })).toEqual({ ok: true })
  expect(checkTypedPassword({ name: '陈' })).toEqual({ ok: true })
})
