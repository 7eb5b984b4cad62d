import { expect, test } from 'vitest'
import { accountLines } from './show-accounts.ts'

test('what all accounts share is said once, and columns stand straight', () => {
  const shared = { password: 'open', totpSecret: 'SECRET' }
  expect(
    accountLines([
      { role: 'officer 经办人', email: 'officer@a.example', ...shared, openingPassphrase: 'together' },
      { role: 'resident', email: 'r@a.example', password: 'open' },
    ]),
  ).toEqual([
    'Demonstration accounts 演示账号, password 密码 open',
    'officer 经办人  officer@a.example  *',
    'resident        r@a.example',
    '* also gives a one-time code 动态口令, secret 密钥 SECRET',
    'keyholders’ opening passphrase 持钥人的开标口令 together',
  ])
})

test('accounts with passwords of their own say them', () => {
  const [, first] = accountLines([
    { role: 'a', email: 'a@a.example', password: 'one', totpSecret: 'X' },
    { role: 'b', email: 'b@a.example', password: 'two', totpSecret: 'Y' },
  ])
  expect(first).toBe('a  a@a.example  one  X')
})
