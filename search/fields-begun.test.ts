import { expect, test } from 'vitest'
import { fieldsBegunBy } from './fields-begun.ts'

test.each([
  ['养老', ['ELDERLY_AND_DISABILITY']],
  ['養老', ['ELDERLY_AND_DISABILITY']],
  ['yanglao', ['ELDERLY_AND_DISABILITY']],
  ['yl', ['ELDERLY_AND_DISABILITY', 'HEALTH']],
  ['Elder', ['ELDERLY_AND_DISABILITY']],
  ['法律', ['LEGAL_AID']],
  ['e', []],
  ['', []],
  ['垃圾', []],
])('%s begins %j', (q, fields) => {
  expect(fieldsBegunBy(q)).toEqual(fields)
})
