import { expect, it } from 'vitest'
import { accountKinds, readAccountCode } from './account-kind.ts'
import { accountCode } from './accounts.ts'

it('reads every code the chart of accounts makes', () => {
  const codes = [
    accountCode.appropriation('a'),
    accountCode.fund('a'),
    accountCode.callBudget('a'),
    accountCode.award('a'),
    accountCode.received('a'),
  ]
  expect(codes.map(readAccountCode)).toEqual(accountKinds.map((kind) => ({ kind, ownerId: 'a' })))
  expect(() => readAccountCode('suspense')).toThrow(RangeError)
})
