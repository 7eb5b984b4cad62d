import { expect, it } from 'vitest'
import { accountKinds, readAccountCode } from './account-kind.ts'
import { accountCode, inPart } from './accounts.ts'

it('reads every code the chart of accounts makes', () => {
  const codes = [
    accountCode.appropriation('a'),
    accountCode.given('a'),
    accountCode.fund('a'),
    accountCode.heldFor('a'),
    accountCode.callBudget('a'),
    accountCode.award('a'),
    accountCode.owed('a'),
    accountCode.received('a'),
  ]
  expect(codes.map(readAccountCode)).toEqual(accountKinds.map((kind) => ({ kind, ownerId: 'a', part: '' })))
  expect(readAccountCode(inPart(accountCode.award('a'), 'town'))).toEqual({ kind: 'award', ownerId: 'a', part: 'town' })
  expect(() => readAccountCode('suspense')).toThrow(RangeError)
})
