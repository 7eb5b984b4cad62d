import { expect, test } from 'vitest'
import { isFieldName } from './form-names.ts'

test.each(['title', 'intent', '__intent__', 'answers.c1', 'lines[0].amount', 'scores[59].criterionId'])(
  'a form of ours may send %s',
  (name) => {
    expect(isFieldName(name)).toBe(true)
  },
)

test.each([
  ['a row far away', 'lines[9999999].item'],
  ['a row that is none', 'lines[-1].item'],
  ['a list without a row', 'lines[]'],
  ['a list of lists', `a${'[0]'.repeat(3)}`],
  ['great depth', `a${'.b'.repeat(5000)}`],
  ['the prototype', '__proto__.x'],
  ['the constructor', 'constructor.prototype.x'],
  ['an empty part', 'a..b'],
  ['nothing', ''],
  ['a NUL', 'a\u0000'],
])('nobody’s form sends %s', (_what, name) => {
  expect(isFieldName(name)).toBe(false)
})
